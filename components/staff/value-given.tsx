import { getTranslations } from 'next-intl/server';
import type { MonthlyValue } from '#domain/brand/value-given.ts';
import { capitals } from '#lib/terms.ts';
import { ChartColumns } from '../chart-columns.tsx';
import { reader } from '../reader.ts';
import { Empty } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';

/** All four capitals, those never given too: what is missing is as telling as what is there. */
export async function ValueGiven({ value }: { value: readonly MonthlyValue[] }) {
  const [t, terms] = await Promise.all([getTranslations('staff.overview'), getTranslations('terms.capital')]);
  if (value.length === 0) return <Empty>{t('emptyValue')}</Empty>;
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
      {capitals.map((capital) => {
        const given = value.filter((each) => each.capital === capital);
        return (
          <section key={capital} aria-labelledby={`capital-${capital}`}>
            <h3 id={`capital-${capital}`} className="border-ink border-b pb-1 font-semibold text-sm">
              {terms(capital)}
            </h3>
            {given.length === 0 && <p className="py-3 text-quiet text-sm">{t('neverGiven')}</p>}
            {given.map((each) => (
              <OneUnit key={each.unit} value={each} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

async function OneUnit({ value: { total, unit, months } }: { value: MonthlyValue }) {
  const [t, { amount, format }] = await Promise.all([getTranslations('staff.overview'), reader()]);
  const said = (given: string | null) => (given === null ? t('valueFew') : amount(given, unit));
  const [first, last] = [months[0], months.at(-1)];
  const columns: Column<MonthlyValue['months'][number]>[] = [
    { key: 'month', head: t('month'), cell: ({ month }) => format.month(month) },
    { key: 'amount', head: t('amount'), numeric: true, cell: (row) => said(row.amount) },
    {
      key: 'count',
      head: t('count'),
      numeric: true,
      cell: ({ count }) => (count === null ? '–' : format.number(count)),
    },
  ];
  return (
    <div className="py-4">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong className="font-semibold text-lg">{said(total.amount)}</strong>
        {total.count !== null && total.customers !== 'few' && (
          <span className="text-quiet text-sm">
            {t('valueTotal', { count: total.count, customers: total.customers })}
          </span>
        )}
      </p>
      {first && last && (
        <figure className="mt-3">
          <ChartColumns
            label={t('trendLabel', { first: said(first.amount), last: said(last.amount) })}
            columns={months.map((each) => ({
              key: each.month,
              value: each.amount === null ? null : Number(each.amount),
              title: `${format.month(each.month)}: ${said(each.amount)}`,
            }))}
          />
          <figcaption className="mt-1 flex justify-between text-quiet text-xs">
            <span>{format.month(first.month)}</span>
            <span>{format.month(last.month)}</span>
          </figcaption>
        </figure>
      )}
      <details className="text-sm">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
          {t('behind')}
        </summary>
        <Table
          caption={t('behind')}
          columns={columns}
          rows={[...months].reverse()}
          rowKey={({ month }) => month}
        />
      </details>
    </div>
  );
}
