import Link from 'next/link';
import type { ListedEvent } from '#domain/event/list-events.ts';
import type { Reader } from '../reader.ts';
import { type Column, Table } from '../ui/table.tsx';
import { eventWords, mappingAddress } from './event-words.ts';

const outcomes = ['stored', 'withheld', 'unmapped', 'anonymous', 'invalid'] as const;

/** Every kind of event that came lately or is mapped: how many, and what became of them. */
export function EventTable(props: {
  brand: string;
  events: readonly ListedEvent[];
  /** The slug of a category or an exchange → what it is called. */
  titles: ReadonlyMap<string, string>;
  reader: Reader;
}) {
  const { brand, events, titles, reader } = props;
  const { format } = reader;
  const t = reader.t('events');
  const columns: Column<ListedEvent>[] = [
    { key: 'event', head: t('event'), cell: (event) => <EventName {...{ brand, event, reader }} /> },
    {
      key: 'becomes',
      head: t('becomes'),
      cell: ({ mapping }) => {
        const slugs = [
          ...(mapping?.holdings ?? []).map(({ category }) => category),
          ...(mapping?.benefits ?? []).map(({ exchange }) => exchange),
        ];
        const named = [...new Set(slugs.map((slug) => titles.get(slug) ?? slug))];
        if (mapping?.customer) named.push(t('identity'));
        return named.length > 0 ? format.list(named) : <span className="text-quiet">{t('nothing')}</span>;
      },
    },
    ...outcomes.map((outcome) => ({
      key: outcome,
      head: t(`outcome.${outcome}`),
      numeric: true,
      cell: ({ counts }: ListedEvent) => format.number(counts[outcome]),
    })),
    {
      key: 'last',
      head: t('last'),
      numeric: true,
      cell: ({ lastAt }) => (lastAt ? format.dateTime(lastAt) : t('never')),
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns}
      rows={events}
      rowKey={({ type, name }) => JSON.stringify([type, name])}
    />
  );
}

/** Leads to the mapping of what can have one. */
function EventName({ brand, event, reader }: { brand: string; event: ListedEvent; reader: Reader }) {
  const { type, name } = event;
  const words = <span className="wrap-anywhere">{eventWords(event, reader)}</span>;
  if (name === null || !isMappable(event)) return words;
  return (
    <Link
      href={mappingAddress(brand, { type, name })}
      className="inline-flex min-h-11 items-center font-semibold text-right text-accent underline underline-offset-4 sm:min-h-6 sm:text-left"
    >
      {words}
    </Link>
  );
}

const isMappable = ({ type, name }: ListedEvent) =>
  type === 'identify' || type === 'page' || type === 'screen' || (type === 'track' && name !== '');
