import { CsvError, parse } from 'csv-parse';
import { FileFault } from './fault.ts';
import { longestLine, type RowSink, widestRow } from './rows.ts';

/** Reads CSV (RFC 4180; lines may end in LF, CRLF or CR) into the sink, chunk by chunk. */
export async function readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  sink: RowSink,
): Promise<void> {
  let width = 0;
  /** Where the last row ended: the lines until then, and the bytes since. */
  const last = { lines: 0, bytes: 0 };
  let failure: unknown;
  const take = (cells: string[], context: { lines: number }) => {
    if (failure) return null;
    last.lines = context.lines;
    last.bytes = 0;
    try {
      if (cells.length > widestRow) throw new FileFault('row_too_wide', context.lines, { wanted: widestRow });
      const line = context.lines - breaksIn(cells);
      if (width === 0) {
        width = cells.length;
        sink.start(cells.map((name) => name.trim()));
      } else if (cells.length === width) sink.row(cells, line);
      else
        sink.bad(line, { code: 'row_ragged', column: null, value: null, wanted: width, found: cells.length });
    } catch (error) {
      failure = error;
    }
    return null;
  };
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
    on_record: take,
  });
  parser.resume();
  // The callbacks below hear of it.
  parser.on('error', () => {});
  const settle = (go: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => go((error) => (error ? reject(error) : resolve())));
  try {
    for await (const chunk of inSteps(chunks)) {
      await settle((done) => parser.write(chunk, done));
      if (failure) throw failure;
      // The parser counts what stands in cells, not what stands between them.
      last.bytes += chunk.length;
      if (last.bytes > longestLine)
        throw new FileFault('row_too_long', last.lines + 1, { wanted: longestLine });
      await sink.rest();
    }
    await settle((done) => parser.end(done));
    if (failure) throw failure;
  } catch (error) {
    throw error instanceof CsvError ? asFault(error) : error;
  } finally {
    parser.destroy();
  }
}

const step = 65_536;

async function* inSteps(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    for (let from = 0; from < chunk.length; from += step) yield chunk.subarray(from, from + step);
}

/** A row is named by the line it begins on. */
function breaksIn(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells)
    if (cell.includes('\n') || cell.includes('\r')) breaks += cell.split(/\r\n|\n|\r/).length - 1;
  return breaks;
}

function asFault(error: CsvError): FileFault {
  const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : null;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new FileFault('row_too_long', line, { wanted: longestLine });
  return new FileFault('quote_broken', line);
}
