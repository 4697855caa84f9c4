import { scaleBand, scaleLinear } from 'd3-scale';
import type { MonthValue } from '#domain/benefit/value-by-month.ts';
import type { Reader } from '../reader.ts';
import { Table } from '../ui/table.tsx';
import { type MonthSeries, monthSeries, twelveMonths } from './month-series.ts';

/** Small multiples, one for each kind of value and unit, on the same twelve months; the table beneath says the same. */
export function ValueChart({ months, reader }: { months: readonly MonthValue[]; reader: Reader }) {
  const { format, amount } = reader;
  const [t, terms] = [reader.t('my.value'), reader.t('terms.capital')];
  const series = monthSeries(months);
  const counted = (row: MonthSeries) =>
    months
      .filter(({ capital, unit }) => capital === row.capital && unit === row.unit)
      .reduce((sum, m) => sum + m.count, 0);
  const [first = '', last = first] = [twelveMonths(months).at(0), twelveMonths(months).at(-1)];
  return (
    <>
      <p className="mb-5 text-quiet text-sm">
        {t('chartLead', { first: format.month(first), last: format.month(last) })}
      </p>
      <div className="grid gap-x-10 gap-y-8 sm:grid-cols-2">
        {series.map((row) => (
          <figure key={`${row.capital} ${row.unit}`} className="min-w-0">
            <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold text-sm">{terms(row.capital)}</span>
              <span className="text-quiet text-sm">{t('benefits', { count: counted(row) })}</span>
            </figcaption>
            <Bars series={row} monthName={format.monthShort} peak={amount(tallestOf(row).amount, row.unit)} />
          </figure>
        ))}
      </div>
      <details className="mt-6 text-sm">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-accent underline underline-offset-4">
          {t('table')}
        </summary>
        <Table
          caption={t('chartTitle')}
          rows={months}
          rowKey={(row) => `${row.month} ${row.capital} ${row.unit}`}
          columns={[
            { key: 'month', head: t('month'), cell: (row) => format.month(row.month) },
            { key: 'capital', head: t('capital'), cell: (row) => terms(row.capital) },
            { key: 'count', head: t('count'), numeric: true, cell: (row) => format.number(row.count) },
            { key: 'amount', head: t('amount'), numeric: true, cell: (row) => amount(row.amount, row.unit) },
          ]}
        />
      </details>
    </>
  );
}

const tallestOf = ({ bars }: MonthSeries) => bars.reduce((top, bar) => (bar.height > top.height ? bar : top));

const [width, height, foot] = [360, 132, 22];

function Bars({
  series,
  monthName,
  peak,
}: {
  series: MonthSeries;
  monthName: (month: string) => string;
  peak: string;
}) {
  const x = scaleBand<string>()
    .domain(series.bars.map((bar) => bar.month))
    .range([0, width])
    .paddingInner(0.3);
  const tallest = tallestOf(series);
  const y = scaleLinear([0, 1], [height - foot, 18]);
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="w-full" aria-hidden="true">
      <line x1="0" x2={width} y1={y(0)} y2={y(0)} className="stroke-edge" />
      {series.bars.map((bar, index) => {
        const left = x(bar.month) ?? 0;
        const centre = left + x.bandwidth() / 2;
        return (
          <g key={bar.month}>
            <rect
              x={left}
              y={y(bar.height)}
              width={x.bandwidth()}
              height={y(0) - y(bar.height)}
              className="fill-accent"
            />
            {bar === tallest && (
              <text
                x={index < 3 ? left : index > 8 ? left + x.bandwidth() : centre}
                y={y(1) - 5}
                textAnchor={index < 3 ? 'start' : index > 8 ? 'end' : 'middle'}
                className="fill-ink text-[13px]"
              >
                {peak}
              </text>
            )}
            {index % 3 === 2 && (
              <text x={centre} y={height - 5} textAnchor="middle" className="fill-quiet text-[13px]">
                {monthName(bar.month)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
