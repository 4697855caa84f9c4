import type { WriteStream } from 'node:tty';
import { faultText } from '#domain/import/fault.ts';
import type { Counts } from '#domain/import/merge-rows.ts';
import type { ImportReport, Progress } from '#domain/import/report.ts';

const count = new Intl.NumberFormat('en');

/** How many bad rows are told on the screen. */
const told = 10;

const statuses: Record<ImportReport['status'], string> = {
  loaded: 'Loaded.',
  unchanged: 'Nothing has changed: everything was here already.',
  rehearsed: 'A dry run: all of this was undone.',
  refused: 'Nothing was loaded.',
};

/** The report for a reader at a terminal. */
export function summary({ status, feeds, customers, waiting, bad, seconds }: ImportReport): string[] {
  const rows = feeds.reduce((sum, feed) => sum + feed.rows, 0);
  const lines = feeds.flatMap(({ file, rows, skipped, bad, holdings, benefits }) => [
    `${file}: ${count.format(rows)} rows, ${count.format(skipped)} skipped, ${count.format(bad)} bad`,
    ...(status === 'refused' ? [] : [`  holdings: ${counts(holdings)}`, `  benefits: ${counts(benefits)}`]),
  ]);
  if (status !== 'refused') lines.push(`customers: ${counts(customers)}`);
  if (waiting > 0) lines.push(`addresses that wait for a second person: ${count.format(waiting)}`);
  for (const row of bad.kept.slice(0, told))
    lines.push(
      `  ${row.file}${row.line === null ? '' : `, line ${row.line}`}${row.column === null ? '' : `, ${row.column}`}: ` +
        `${row.value === null ? '' : `“${row.value}” `}${faultText(row)}`,
    );
  if (bad.total > told) lines.push(`  and ${count.format(bad.total - told)} more`);
  const speed = seconds > 0 ? ` (${count.format(Math.round(rows / seconds))} rows a second)` : '';
  return [...lines, `${statuses[status]} ${count.format(rows)} rows in ${seconds.toFixed(1)} s${speed}.`];
}

const counts = ({ inserted, updated, unchanged }: Counts) =>
  `${count.format(inserted)} new, ${count.format(updated)} changed, ${count.format(unchanged)} as before`;

/** The whole report as NDJSON: file, line, column, value, reason. */
export const reportLines = ({ bad }: ImportReport): string =>
  [
    ...bad.kept.map((row) => ({
      file: row.file,
      line: row.line,
      column: row.column,
      value: row.value,
      code: row.code,
      reason: faultText(row),
    })),
    ...(bad.total > bad.kept.length ? [{ more: bad.total - bad.kept.length }] : []),
  ]
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');

/** Shows progress on one line of a terminal, and nothing elsewhere. */
export function progressLine(screen: WriteStream): ((progress: Progress) => void) | undefined {
  if (!screen.isTTY) return undefined;
  const started = Date.now();
  let shown = 0;
  return ({ phase, file, rows, bytes, size }) => {
    const now = Date.now();
    if (phase === 'reading' && now - shown < 200) return;
    shown = now;
    const speed = count.format(Math.round((rows * 1000) / Math.max(1, now - started)));
    const text =
      phase === 'merging'
        ? `${count.format(rows)} rows read, merging…`
        : `${file}: ${count.format(rows)} rows, ${speed} a second, ${megabytes(bytes)} of ${megabytes(size)} MB`;
    screen.write(`\r\u001b[K${text}${phase === 'merging' ? '\n' : ''}`);
  };
}

const megabytes = (bytes: number) => count.format(Math.round(bytes / 1_000_000));
