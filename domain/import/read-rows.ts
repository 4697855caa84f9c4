import { type DataFile, openText, type Watch } from './data-file.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import type { RowSink } from './rows.ts';

export type ReadAs = { format?: 'csv' | 'ndjson'; delimiter?: string };

/** Reads a whole file into the sink. Throws FileFault when it cannot be read to its end. */
export async function readRows(file: DataFile, as: ReadAs, sink: RowSink, watch: Watch = {}): Promise<void> {
  const { format, chunks } = await openText(file, watch);
  try {
    if ((as.format ?? format) === 'csv') await readCsv(chunks, as.delimiter ?? ',', sink);
    else await readNdjson(chunks, sink);
  } finally {
    await chunks.return(undefined);
    file.stream.destroy();
  }
}
