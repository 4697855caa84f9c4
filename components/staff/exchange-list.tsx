import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ListedExchange } from '#domain/exchange/list-staff-exchanges.ts';
import type { LocalText } from '#lib/local-text.ts';
import { levels } from '#lib/terms.ts';
import { reader } from '../reader.ts';
import { Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { shareWords } from './crowd-words.ts';

type Props = {
  brand: string;
  exchanges: readonly ListedExchange[];
  customers: number;
  words: (text: LocalText) => string;
};

/** A table a level, then drafts without one, then what is retired. */
export async function ExchangeList(props: Props) {
  const [t, terms] = await Promise.all([getTranslations('staff.exchanges'), getTranslations('terms.level')]);
  const inUse = props.exchanges.filter(({ status }) => status !== 'retired');
  const groups = [
    ...levels.map((level) => ({
      key: `level-${level}`,
      title: `${level} · ${terms(`${level}`)}`,
      lead: terms(`${level}Hint`),
      exchanges: inUse.filter((exchange) => exchange.level === level),
    })),
    {
      key: 'no-level',
      title: t('noLevel'),
      lead: undefined,
      exchanges: inUse.filter((exchange) => exchange.level === null),
    },
    {
      key: 'retired',
      title: t('retiredTitle'),
      lead: undefined,
      exchanges: props.exchanges.filter(({ status }) => status === 'retired'),
    },
  ];
  return groups
    .filter(({ exchanges }) => exchanges.length > 0)
    .map(({ key, title, lead, exchanges }) => (
      <Section key={key} title={title} lead={lead}>
        <ExchangeTable {...props} caption={title} exchanges={exchanges} />
      </Section>
    ));
}

async function ExchangeTable({ brand, exchanges, customers, words, caption }: Props & { caption: string }) {
  const [t, { locale, format }] = await Promise.all([getTranslations('staff.exchanges'), reader()]);
  const share = shareWords(locale);
  const counts = (exchange: ListedExchange) => exchange.status === 'live' && exchange.basis === 'consent';
  const columns: Column<ListedExchange>[] = [
    {
      key: 'exchange',
      head: t('exchange'),
      cell: (exchange) => (
        <Link
          href={`/staff/${brand}/exchanges/${exchange.slug}`}
          className="inline-flex min-h-11 items-center font-semibold text-accent underline underline-offset-4 sm:min-h-6"
        >
          {words(exchange.title) || `${exchange.slug} (${t('untitled')})`}
        </Link>
      ),
    },
    { key: 'status', head: t('status'), cell: (exchange) => t(statusKey(exchange)) },
    {
      key: 'version',
      head: t('version'),
      numeric: true,
      cell: ({ liveVersion }) => (liveVersion === null ? '–' : format.number(liveVersion)),
    },
    {
      key: 'yes',
      head: t('yes'),
      numeric: true,
      cell: (exchange) => (counts(exchange) ? format.number(exchange.yes) : '–'),
    },
    {
      key: 'share',
      head: t('share'),
      numeric: true,
      cell: (exchange) => (counts(exchange) && customers > 0 ? share(exchange.yes / customers) : '–'),
    },
  ];
  return <Table caption={caption} columns={columns} rows={exchanges} rowKey={({ slug }) => slug} />;
}

const statusKey = ({ status, hasDraft }: ListedExchange) =>
  status === 'live' && hasDraft ? 'withDraft' : status;
