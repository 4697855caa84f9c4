import type { MonthValue } from '#domain/benefit/value-by-month.ts';
import { type Capital, capitals } from '#lib/terms.ts';

/** One small chart: a capital in the unit it mostly came in, month by month. `height` is a share of the tallest bar. */
export type MonthSeries = {
  capital: Capital;
  unit: string;
  bars: { month: string; amount: string; height: number }[];
};

/** The twelve months up to the newest one there is. */
export function twelveMonths(rows: readonly MonthValue[]): string[] {
  const newest = rows
    .map((row) => row.month)
    .toSorted()
    .at(-1);
  if (!newest) return [];
  const [year = 0, month = 0] = newest.split('-').map(Number);
  return Array.from({ length: 12 }, (_, index) =>
    new Date(Date.UTC(year, month - 12 + index, 1)).toISOString().slice(0, 7),
  );
}

/** A chart for each capital and unit that anything came back in; sums of different units never share an axis. */
export function monthSeries(rows: readonly MonthValue[]): MonthSeries[] {
  const months = twelveMonths(rows);
  const groups = Map.groupBy(rows, (row) => `${capitals.indexOf(row.capital)} ${row.unit}`);
  return [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([, its]) => {
      const [first] = its;
      if (!first) return [];
      const tallest = Math.max(...its.map((row) => Number(row.amount)));
      const bars = months.map((month) => {
        const amount = its.find((row) => row.month === month)?.amount ?? '0';
        return { month, amount, height: Number(amount) / tallest };
      });
      return [{ capital: first.capital, unit: first.unit, bars }];
    });
}
