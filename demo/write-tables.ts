import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row, Table } from './tables.ts';

/** Writes the files as a brand's systems would send them: CSV (RFC 4180) or one JSON object a line. */
export async function writeTables(folder: string, tables: readonly Table[]): Promise<void> {
  await Promise.all(
    tables
      .filter(({ rows }) => rows.length > 0)
      .map(({ file, rows }) =>
        writeFile(join(folder, file), file.endsWith('.csv') ? csv(rows) : ndjson(rows)),
      ),
  );
}

function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const ndjson = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
