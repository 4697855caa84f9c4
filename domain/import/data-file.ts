import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { FileFault } from './fault.ts';

/** A data file as it lies there; `size` in bytes when it is known. */
export type DataFile = { stream: Readable; size: number | null };

/** Finds a file that the mapping names; null when there is none. */
export type OpenFile = (name: string) => Promise<DataFile | null>;

export type Opened = { format: 'csv' | 'ndjson'; chunks: AsyncGenerator<Buffer> };

export type Watch = {
  /** Hears how many bytes were read from the file itself. */
  onBytes?: (bytes: number) => void;
  /** Bytes of unpacked text that are allowed: a small file may unpack to a very large one. */
  limit?: number;
};

/**
 * Opens a file by what is in it, not by its name: unpacks gzip, drops a byte order mark, tells CSV from NDJSON.
 * Throws FileFault for what cannot be text.
 */
export async function openText(file: DataFile, watch: Watch): Promise<Opened> {
  const packed = await peek(counted(file.stream, watch.onBytes), 2);
  const isGzip = packed.head[0] === 0x1f && packed.head[1] === 0x8b;
  const text = await peek(isGzip ? gunzip(packed.chunks) : packed.chunks, 4096);
  return { format: formatOf(text.head), chunks: limited(withoutMark(text.chunks), watch.limit) };
}

async function* counted(stream: Readable, onBytes: Watch['onBytes']): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    onBytes?.(bytes.length);
    yield bytes;
  }
}

async function* gunzip(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of pipeline(chunks, createGunzip({ chunkSize: 65_536 }), () => {})) yield chunk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))
      throw new FileFault('file_cut_off');
    throw error;
  }
}

/** The first bytes, at least `length` of them when there are so many, and the whole again. */
async function peek(chunks: AsyncGenerator<Buffer>, length: number) {
  const first: Buffer[] = [];
  let seen = 0;
  while (seen < length) {
    const { value, done } = await chunks.next();
    if (done) break;
    first.push(value);
    seen += value.length;
  }
  const head = Buffer.concat(first);
  return { head, chunks: prepend(head, chunks) };
}

async function* prepend(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

function formatOf(head: Buffer): 'csv' | 'ndjson' {
  const [a, b, c, d] = head;
  if (
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0 && b !== 0) ||
    (a && b === 0 && c && d === 0)
  )
    throw new FileFault('file_not_utf8');
  const isZip = a === 0x50 && b === 0x4b && c !== undefined && c <= 8;
  if (isZip || head.subarray(0, 4).toString('latin1') === '%PDF') throw new FileFault('file_not_text');
  const start = head
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (start === '') throw new FileFault('file_empty');
  return start.startsWith('{') ? 'ndjson' : 'csv';
}

async function* withoutMark(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  for await (const chunk of chunks) {
    const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    first = false;
    yield marked ? chunk.subarray(3) : chunk;
  }
}

async function* limited(chunks: AsyncGenerator<Buffer>, limit = Number.POSITIVE_INFINITY) {
  let seen = 0;
  for await (const chunk of chunks) {
    seen += chunk.length;
    if (seen > limit) throw new FileFault('file_too_large', null, { wanted: limit });
    yield chunk;
  }
}
