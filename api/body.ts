import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { saysTwice } from '#lib/says-twice.ts';
import type { ApiContext, ApiEnv } from './environment.ts';
import { Problem } from './problem.ts';

/** Bytes of a body, as sent and unpacked: ten thousand rows of 1.6 kB. */
export const largest = 16_000_000;

/** Objects and lists within each other. */
export const deepest = 16;

/** Reads the body within its limits, gzip or plain, before anything looks into it. */
export const readBody: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const text = await textOf(c, largest);
  if (isTooDeep(text)) throw new Problem('malformed', `More than ${deepest} levels within each other.`);
  c.set('text', text);
  await next();
};

/** The body as JSON. */
export function jsonOf(c: ApiContext): unknown {
  try {
    return JSON.parse(c.get('text'));
  } catch {
    throw new Problem('malformed', 'The body is not JSON.');
  }
}

/** The body of a write as JSON: what could be read in two ways is not written. */
export function writtenOf(c: ApiContext): unknown {
  const parsed = jsonOf(c);
  if (saysTwice(c.get('text'), parsed)) throw new Problem('malformed', 'A name stands twice in one object.');
  return parsed;
}

/** The body, gzip or plain, of so many bytes at most, as sent and unpacked. */
export async function textOf(c: ApiContext, largest: number): Promise<string> {
  const encoding = c.req.header('content-encoding') ?? 'identity';
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  if (length > largest) throw tooLarge(largest);
  if (encoding === 'identity')
    return length >= 0 ? c.req.text() : (await bytesOf(c, largest)).toString('utf8');
  if (encoding !== 'gzip') throw new Problem('unsupported', 'Send the body as it is, or as gzip.');
  return (await unpacked(await bytesOf(c, largest), largest)).toString('utf8');
}

async function bytesOf(c: ApiContext, largest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length;
    if (size > largest) throw tooLarge(largest);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip);

async function unpacked(bytes: Buffer, largest: number): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: largest });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge(largest);
    throw new Problem('malformed', 'The body is not whole gzip.');
  }
}

const tooLarge = (largest: number) => new Problem('too_large', `A body may have ${largest} bytes, unpacked.`);

const [quote, backslash, openList, closeList, openObject, closeObject] = [34, 92, 91, 93, 123, 125];

/** One pass over the text: what stands in strings does not count. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === backslash) i++;
      else if (code === quote) inString = false;
    } else if (code === quote) inString = true;
    else if (code === openList || code === openObject) {
      if (++depth > deepest) return true;
    } else if (code === closeList || code === closeObject) depth--;
  }
  return false;
}
