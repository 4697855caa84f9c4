import { readJson, TooMuchJson } from '#lib/bounded-json.ts';
import { FileFault } from './fault.ts';
import { jsonCell } from './json-cell.ts';
import { longestLine, type RowSink, widestRow } from './rows.ts';

const newline = 10;

/** Reads NDJSON into the sink: one flat object a line. What an object lacks is unknown. */
export async function readNdjson(chunks: AsyncIterable<Buffer>, sink: RowSink): Promise<void> {
  const { wanted } = sink;
  const seen = new Set<string>();
  let line = 0;
  sink.start(wanted);
  for await (const text of lines(chunks, sink)) {
    line += 1;
    if (text.trim() === '') continue;
    const row = parseObject(text, line);
    if (!row) {
      sink.bad(line, { code: 'row_not_json', column: null, value: text });
      continue;
    }
    const cells: string[] = [];
    let faulty = false;
    for (const column of wanted) {
      const value = Object.hasOwn(row, column) ? row[column] : undefined;
      if (value !== undefined) seen.add(column);
      const cell = jsonCell(value);
      if (typeof cell === 'string') cells.push(cell);
      else {
        sink.bad(line, { ...cell, column, value: typeof value === 'number' ? String(value) : null });
        faulty = true;
      }
    }
    if (!faulty) sink.row(cells, line);
  }
  const missing = wanted.find((column) => !seen.has(column));
  if (line > 0 && missing)
    throw new FileFault('column_missing', null, {
      column: missing,
      found: [...seen].join(', ').slice(0, 500),
    });
}

async function* lines(chunks: AsyncIterable<Buffer>, sink: RowSink): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let length = 0;
  let line = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      rest.push(chunk.subarray(from, at));
      from = at + 1;
      line += 1;
      yield (rest.length === 1 ? rest[0] : Buffer.concat(rest))?.toString('utf8') ?? '';
      rest = [];
      length = 0;
    }
    rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > longestLine) throw new FileFault('row_too_long', line + 1, { wanted: longestLine });
    await sink.rest();
  }
  if (length > 0) yield Buffer.concat(rest).toString('utf8');
}

const bounds = { bytes: longestLine, elements: widestRow * 2, depth: 100 };

/** Rows as they usually are can hold so little that they need no counting. */
const short = 4_000;

function parseObject(text: string, line: number): Record<string, unknown> | null {
  try {
    const value: unknown = text.length <= short ? JSON.parse(text) : parsed(text);
    return isObject(value) ? value : null;
  } catch (error) {
    if (error instanceof TooMuchJson && error.bound === 'elements')
      throw new FileFault('row_too_wide', line, { wanted: widestRow });
    return null;
  }
}

function parsed(text: string): unknown {
  const read = readJson(text, bounds);
  return read.isJson ? read.value : null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
