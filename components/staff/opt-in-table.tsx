import { getTranslations } from 'next-intl/server';
import type { ExchangeOverview, Overview } from '#domain/brand/overview.ts';
import { ChartLine } from '../chart-line.tsx';
import { reader, type Words } from '../reader.ts';
import { Said } from '../said.tsx';
import { Empty } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { crowdWords, shareWords } from './crowd-words.ts';

/** One line an exchange: who said yes, and how that went over twelve months; below it the numbers by month. */
export async function OptInTable({ overview, words }: { overview: Overview; words: Words }) {
  const [t, terms, { locale, format }, crowd] = await Promise.all([
    getTranslations('staff.overview'),
    getTranslations('terms'),
    reader(),
    crowdWords(),
  ]);
  const share = shareWords(locale);
  const { exchanges } = overview;
  const top = highest(exchanges);
  if (exchanges.length === 0) return <Empty>{t('emptyExchanges')}</Empty>;
  const columns: Column<ExchangeOverview>[] = [
    { key: 'exchange', head: t('exchange'), cell: ({ title }) => <Said text={title} words={words} /> },
    { key: 'level', head: t('level'), cell: ({ level }) => terms(`level.${level}`) },
    {
      key: 'trend',
      head: t('trend', { top: share(top) }),
      cell: (exchange) =>
        exchange.basis === 'consent' ? (
          <ChartLine shares={exchange.share} top={top} label={trendLabel(exchange)} />
        ) : (
          <span className="text-quiet">{t(isOptOut(exchange) ? 'unlessObjected' : 'alwaysOn')}</span>
        ),
    },
    {
      key: 'year',
      head: format.month(overview.months[0] ?? ''),
      numeric: true,
      cell: (row) => asked(row, share(row.share[0])),
    },
    {
      key: 'share',
      head: t('share'),
      numeric: true,
      cell: (row) => <strong className="font-semibold">{asked(row, share(row.share.at(-1)))}</strong>,
    },
    { key: 'yes', head: t('yes'), numeric: true, cell: (row) => asked(row, crowd(row.yes)) },
    { key: 'no', head: t('no'), numeric: true, cell: ({ no }) => crowd(no) },
  ];
  const trendLabel = (exchange: ExchangeOverview) => {
    const [first, last] = [exchange.share[0], exchange.share.at(-1)];
    if (typeof last !== 'number') return t('trendUnknown');
    return t('trendLabel', { first: share(first), last: share(last) });
  };
  return (
    <>
      <Table caption={t('optIn')} columns={columns} rows={exchanges} rowKey={({ slug }) => slug} />
      <ByMonth overview={overview} words={words} />
    </>
  );
}

/** The next full ten percent above every share. */
function highest(exchanges: readonly ExchangeOverview[]): number {
  const shares = exchanges.flatMap(({ share }) => share).map((share) => share ?? 0);
  return Math.max(1, Math.ceil(Math.max(0, ...shares) * 10)) / 10;
}

const isOptOut = ({ basis }: ExchangeOverview) => basis === 'legitimate_interests' || basis === 'public_task';

/** Where nobody is asked, a share of yes would mean nothing. */
const asked = ({ basis }: ExchangeOverview, text: string) => (basis === 'consent' ? text : '–');

async function ByMonth({ overview, words }: { overview: Overview; words: Words }) {
  const [t, { format }, crowd] = await Promise.all([
    getTranslations('staff.overview'),
    reader(),
    crowdWords(),
  ]);
  const exchanges = overview.exchanges.filter(({ basis }) => basis === 'consent');
  if (exchanges.length === 0) return null;
  const columns: Column<{ month: string; index: number }>[] = [
    { key: 'month', head: t('month'), cell: ({ month }) => format.month(month) },
    ...exchanges.map((exchange) => ({
      key: exchange.slug,
      head: <Said text={exchange.title} words={words} />,
      numeric: true,
      cell: ({ index }: { index: number }) => crowd(exchange.trend[index] ?? 0),
    })),
  ];
  const rows = overview.months.map((month, index) => ({ month, index })).reverse();
  return (
    <details className="mt-4 text-sm">
      <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
        {t('behind')}
      </summary>
      <div className="mt-2 overflow-x-auto">
        <Table caption={t('behind')} columns={columns} rows={rows} rowKey={({ month }) => month} />
      </div>
    </details>
  );
}
