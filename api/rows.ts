import { RowsRefused } from '#domain/ingest/rows.ts';
import type { JsonBounds, ReadJson } from '#lib/bounded-json.ts';
import { deepest, writtenOf } from './body.ts';
import type { ApiContext } from './environment.ts';
import { Problem } from './problem.ts';

/** Rows of a call at most. */
export const mostRows = 10_000;

/** Of a body of rows: 1.6 kB and nine fields each. */
export const rowsBounds: JsonBounds = { bytes: 16_000_000, elements: mostRows * 20, depth: deepest };

/** The rows of a body: a JSON list, or NDJSON when the content type says so. Throws when one line is no JSON, or says a name twice. */
export function rowsOf(c: ApiContext): unknown[] {
  const lines = c.get('lines');
  const rows = lines ?? writtenOf(c);
  if (!Array.isArray(rows))
    throw new Problem('malformed', 'Send a JSON list, or NDJSON as application/x-ndjson.');
  if (rows.length > mostRows) throw new Problem('too_large', `A call may have ${mostRows} rows.`);
  if (rows.length === 0) throw new Problem('malformed', 'There is no row in the body.');
  return lines ? valuesOf(lines) : rows;
}

function valuesOf(lines: readonly ReadJson[]): unknown[] {
  const broken = lines.flatMap((line, row) => {
    if (!line.isJson) return [{ row, field: '', fault: 'not_json' }];
    return line.saysTwice ? [{ row, field: '', fault: 'says_twice' }] : [];
  });
  if (broken.length > 0) throw new RowsRefused(broken);
  return lines.flatMap((line) => (line.isJson ? [line.value] : []));
}
