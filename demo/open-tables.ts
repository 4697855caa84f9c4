import { Readable } from 'node:stream';
import type { OpenFile } from '#domain/import/data-file.ts';
import type { Row, Table } from './tables.ts';

/** Hands the generated files to an import as text, as a brand's systems would send them; no disk in between. */
export function openTables(tables: readonly Table[]): OpenFile {
  return async (name) => {
    const table = tables.find(({ file }) => file === name);
    if (!table) return null;
    const bytes = Buffer.from(name.endsWith('.csv') ? csv(table.rows) : ndjson(table.rows), 'utf8');
    return { stream: Readable.from([bytes]), size: bytes.length };
  };
}

/** RFC 4180. */
function csv(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One JSON object a line. */
const ndjson = (rows: readonly Row[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
