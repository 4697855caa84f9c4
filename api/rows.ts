import { RowsRefused } from '#domain/ingest/rows.ts';
import { saysTwice } from '#lib/says-twice.ts';
import { writtenOf } from './body.ts';
import type { ApiContext } from './environment.ts';
import { Problem } from './problem.ts';

/** Rows of a call at most. */
export const mostRows = 10_000;

/** The rows of a body: a JSON list, or NDJSON when the content type says so. Throws when one line is no JSON, or says a name twice. */
export function rowsOf(c: ApiContext): unknown[] {
  const rows = isNdjson(c) ? linesOf(c.get('text')) : writtenOf(c);
  if (!Array.isArray(rows))
    throw new Problem('malformed', 'Send a JSON list, or NDJSON as application/x-ndjson.');
  if (rows.length > mostRows) throw new Problem('too_large', `A call may have ${mostRows} rows.`);
  if (rows.length === 0) throw new Problem('malformed', 'There is no row in the body.');
  return rows;
}

const isNdjson = (c: ApiContext) =>
  /^application\/(x-ndjson|ndjson|jsonl)\b/i.test(c.req.header('content-type') ?? '');

function linesOf(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > mostRows) return lines;
  const broken: { row: number; field: string; fault: string }[] = [];
  const rows = lines.map((line, row): unknown => {
    try {
      const parsed: unknown = JSON.parse(line);
      if (saysTwice(line, parsed)) broken.push({ row, field: '', fault: 'says_twice' });
      return parsed;
    } catch {
      broken.push({ row, field: '', fault: 'not_json' });
      return null;
    }
  });
  if (broken.length > 0) throw new RowsRefused(broken);
  return rows;
}
