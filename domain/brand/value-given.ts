import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { type Capital, capitals } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import type { Crowd } from './crowd.ts';
import { monthsBetween } from './months.ts';

/** Value of one kind and unit. Amounts are exact decimals; null where so few received it that the sum would tell on someone. */
export type MonthlyValue = {
  capital: Capital;
  unit: string;
  total: { amount: string | null; count: number | null; customers: Crowd };
  /** The last twelve months up to the newest benefit of the brand, months without any included. */
  months: { month: string; amount: string | null; count: number | null }[];
};

type Row = {
  capital: Capital;
  unit: string;
  /** Null: all months together. */
  month: string | null;
  amount: string;
  count: number;
  customers: number;
};

/** What all customers received, by capital, unit and month (UTC), in one query. */
export async function readValue(
  tx: Tx,
  brandId: BrandId,
  crowd: (people: number) => Crowd,
): Promise<MonthlyValue[]> {
  const rows = await tx.execute<Row>(sql`
    select capital, unit, month,
      sum(amount)::text as amount, count(*)::int as count, count(distinct customer_id)::int as customers
    from (select *, to_char(received_at at time zone 'UTC', 'YYYY-MM') as month from benefit
      where brand_id = ${brandId}) b
    group by grouping sets ((capital, unit, month), (capital, unit))`);
  const monthly = rows.flatMap(({ month }) => (month ? [month] : [])).sort();
  const [first, last] = [monthly[0], monthly.at(-1)];
  const months = first && last ? monthsBetween(first, last).slice(-12) : [];
  return rows
    .filter(({ month }) => month === null)
    .sort(byCapital)
    .map((total) => ({
      capital: total.capital,
      unit: total.unit,
      total: { ...told(total, crowd), customers: crowd(total.customers) },
      months: hideAnother(
        months.map((month) => {
          const row = rows.find(
            (each) => each.month === month && each.capital === total.capital && each.unit === total.unit,
          );
          return { month, ...told(row, crowd) };
        }),
      ),
    }));
}

function told(row: Row | undefined, crowd: (people: number) => Crowd) {
  if (!row) return { amount: '0', count: 0 };
  if (crowd(row.customers) === 'few') return { amount: null, count: null };
  return { amount: row.amount, count: row.count };
}

type Month = MonthlyValue['months'][number];

/** One withheld month alone could be worked out from the total: the smallest of the others is withheld with it. */
function hideAnother(months: Month[]): Month[] {
  if (months.filter(({ amount }) => amount === null).length !== 1) return months;
  const [smallest] = months
    .filter(({ count }) => count !== null && count > 0)
    .sort((a, b) => Number(a.amount) - Number(b.amount));
  return months.map((each) => (each === smallest ? { ...each, amount: null, count: null } : each));
}

const byCapital = (a: Row, b: Row) =>
  capitals.indexOf(a.capital) - capitals.indexOf(b.capital) || a.unit.localeCompare(b.unit);
