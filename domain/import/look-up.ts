import type { LookUpTable } from './columns.ts';
import type { OpenFile } from './data-file.ts';
import { FileFault } from './fault.ts';
import { joinKey } from './join-key.ts';
import type { LookUp } from './mapping.ts';
import { readRows } from './read-rows.ts';
import type { RowSink } from './rows.ts';

/** What a look-up may hold in memory, in characters of the columns that are used. */
const limit = 64_000_000;

/** Reads a look-up into memory, its used columns only. Of two rows with one key, the first is taken. */
export async function loadLookUp(
  lookUp: LookUp,
  used: readonly string[],
  open: OpenFile,
): Promise<LookUpTable> {
  const file = await open(lookUp.file);
  if (!file) throw new FileFault('file_missing');
  const rows = new Map<string, readonly string[]>();
  const unknown = new Set(lookUp.unknown);
  const wanted = [...new Set([...lookUp.key, ...used])];
  let places: number[] = [];
  let held = 0;
  const sink: RowSink = {
    wanted,
    start(columns) {
      places = placesOf(wanted, columns);
    },
    row(cells) {
      const texts = places.map((place) => (cells[place] ?? '').trim());
      const key = joinKey(lookUp.key.map((column) => texts[wanted.indexOf(column)] ?? ''));
      if (rows.has(key)) return;
      const values = used.map((column) => texts[wanted.indexOf(column)] ?? '');
      rows.set(
        key,
        values.map((text) => (unknown.has(text) ? '' : text)),
      );
      held += key.length + values.join('').length;
      if (held > limit) throw new FileFault('look_up_too_large', null, { wanted: `${limit} characters` });
    },
    bad(line, { code, wanted: expected, found }) {
      throw new FileFault(code, line, { wanted: expected, found });
    },
    rest() {},
  };
  await readRows(file, lookUp, sink);
  return { columns: used, rows };
}

/** Where each wanted column stands. Throws FileFault for one that is missing. */
export function placesOf(wanted: readonly string[], columns: readonly string[]): number[] {
  return wanted.map((column) => {
    const place = columns.indexOf(column);
    if (place < 0)
      throw new FileFault('column_missing', 1, { column, found: columns.join(', ').slice(0, 500) });
    return place;
  });
}
