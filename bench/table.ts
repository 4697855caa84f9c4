import type { Row } from './row.ts';

const columns: readonly (keyof Row)[] = ['what', 'seen', 'against', 'ratio', 'aim', 'met'];

/** Prints rows in columns: names to the left, numbers to the right. */
export function printTable(rows: readonly Row[]) {
  const head = Object.fromEntries(columns.map((column) => [column, column]));
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  for (const row of [head, ...rows])
    console.log(
      columns
        .map((column, index) => {
          const [cell, width] = [row[column] ?? '', widths[index] ?? 0];
          return column === 'what' ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  '),
    );
}
