import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { abandonUpload, beginUpload, uploadLimit } from '#domain/import/upload.ts';
import type { UploadFault } from './upload-fault.ts';

/** No mapping is longer, in bytes. */
const longestMapping = 1_000_000;

/** An upload's id and the names of its data files, or why it was not taken; then nothing of it stays. */
export type Received = { id: string; files: string[] } | { fault: UploadFault };

/** Streams the files of a form to disk as they come, so that memory stays flat. */
export async function receiveUpload(request: Request): Promise<Received> {
  if (Number(request.headers.get('content-length')) > uploadLimit + longestMapping)
    return { fault: 'too_large' };
  const { id, place } = await beginUpload();
  const taken = await takeParts(request, place).catch((): UploadFault => 'broken');
  if (typeof taken !== 'string') return { id, files: taken };
  await abandonUpload(id);
  return { fault: taken };
}

async function takeParts(
  request: Request,
  place: (n: number | 'mapping') => string,
): Promise<string[] | UploadFault> {
  if (!request.body) return 'broken';
  const files: string[] = [];
  const writes: Promise<void>[] = [];
  let mapped = false;
  let received = 0;
  let tooLarge = false;
  const parts = busboy({
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    defParamCharset: 'utf8',
    limits: { files: 51, fields: 0, parts: 60, fileSize: uploadLimit },
  });
  parts.on('file', (field, stream, { filename }) => {
    if (!filename || (field !== 'data' && (field !== 'mapping' || mapped))) return stream.resume();
    const most = field === 'mapping' ? longestMapping : uploadLimit;
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      received += chunk.length;
      tooLarge ||= size > most || received > uploadLimit;
    });
    stream.on('limit', () => {
      tooLarge = true;
    });
    mapped ||= field === 'mapping';
    const path = place(field === 'mapping' ? 'mapping' : files.push(filename) - 1);
    const write = pipeline(stream, createWriteStream(path, { mode: 0o600 }));
    // It is waited for below, when all parts are known.
    write.catch(() => {});
    writes.push(write);
  });
  for (const limit of ['filesLimit', 'partsLimit'] as const)
    parts.on(limit, () => {
      tooLarge = true;
    });
  const read = pipeline(Readable.from(whileSmall(request.body, () => tooLarge)), parts);
  const [whole] = await Promise.allSettled([read]);
  const written = await Promise.allSettled(writes);
  if (tooLarge) return 'too_large';
  if ([whole, ...written].some((part) => part?.status === 'rejected')) return 'broken';
  if (!mapped) return 'no_mapping';
  return files.length > 0 ? files : 'no_files';
}

/** Stops reading what is too large already. */
async function* whileSmall(body: ReadableStream<Uint8Array>, tooLarge: () => boolean) {
  for await (const chunk of body) {
    if (tooLarge()) return;
    yield chunk;
  }
}
