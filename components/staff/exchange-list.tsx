import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import type { ListedExchange } from '#domain/exchange/list-staff-exchanges.ts';
import { reader, type Words } from '../reader.ts';
import { Said } from '../said.tsx';
import { Section } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { shareWords } from './crowd-words.ts';

type Props = {
  brand: string;
  exchanges: readonly ListedExchange[];
  customers: number;
  words: Words;
};

/** One line an exchange, by how far it goes; what is retired stands apart. */
export async function ExchangeList(props: Props) {
  const t = await getTranslations('staff.exchanges');
  const byLevel = [...props.exchanges].sort((a, b) => (a.level ?? 9) - (b.level ?? 9));
  const inUse = byLevel.filter(({ status }) => status !== 'retired');
  const retired = byLevel.filter(({ status }) => status === 'retired');
  return (
    <>
      {inUse.length > 0 && <ExchangeTable {...props} caption={t('title')} exchanges={inUse} />}
      {retired.length > 0 && (
        <Section title={t('retiredTitle')}>
          <ExchangeTable {...props} caption={t('retiredTitle')} exchanges={retired} />
        </Section>
      )}
    </>
  );
}

async function ExchangeTable({ brand, exchanges, customers, words, caption }: Props & { caption: string }) {
  const [t, terms, { locale, format }] = await Promise.all([
    getTranslations('staff.exchanges'),
    getTranslations('terms.level'),
    reader(),
  ]);
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
          {words(exchange.title) ? (
            <Said text={exchange.title} words={words} />
          ) : (
            `${exchange.slug} (${t('untitled')})`
          )}
        </Link>
      ),
    },
    {
      key: 'level',
      head: t('level'),
      cell: ({ level }) => (level === null ? '–' : `${level} · ${terms(`${level}`)}`),
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
