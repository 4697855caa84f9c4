import { getTranslations } from 'next-intl/server';
import type { MonthlyValue } from '#domain/brand/value-given.ts';
import { capitals } from '#lib/terms.ts';
import { ChartColumns } from '../chart-columns.tsx';
import { reader } from '../reader.ts';
import { Empty } from '../ui/page.tsx';
import { type Column, Table } from '../ui/table.tsx';

/** All four capitals, those never given too: what is missing is as telling as what is there. */
export async function ValueGiven({
  value,
  running,
}: {
  value: readonly MonthlyValue[];
  /** The month that has not ended yet. */
  running: string | undefined;
}) {
  const [t, terms] = await Promise.all([getTranslations('staff.overview'), getTranslations('terms.capital')]);
  if (value.length === 0) return <Empty>{t('emptyValue')}</Empty>;
  return (
    <div>
      {capitals.map((capital) => {
        const given = value.filter((each) => each.capital === capital);
        return (
          <section
            key={capital}
            aria-labelledby={`capital-${capital}`}
            className="grid gap-x-8 border-rule border-t py-6 first:border-t-0 first:pt-0 lg:grid-cols-[12rem_minmax(0,1fr)]"
          >
            <div className="mb-3">
              <h3 id={`capital-${capital}`} className="font-semibold text-base">
                {terms(capital)}
              </h3>
              <p className="text-quiet text-sm">{terms(`${capital}Hint`)}</p>
            </div>
            {given.length === 0 && <p className="text-quiet text-sm">{t('neverGiven')}</p>}
            <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
              {given.map((each) => (
                <OneUnit key={each.unit} value={each} running={running} />
              ))}
            </div>
          </section>
        );
      })}
    </div>
  );
}

async function OneUnit(props: { value: MonthlyValue; running: string | undefined }) {
  const { total, unit, months } = props.value;
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
    <div>
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
              unfinished: each.month === props.running,
              title: `${format.month(each.month)}: ${said(each.amount)}`,
            }))}
          />
          <figcaption className="mt-1 flex justify-between text-quiet text-xs">
            <span>{format.month(first.month)}</span>
            <span>
              {last.month === props.running
                ? t('soFar', { month: format.month(last.month) })
                : format.month(last.month)}
            </span>
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
