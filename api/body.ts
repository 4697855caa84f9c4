import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { type JsonBounds, JsonReader, TooMuchJson } from '#lib/bounded-json.ts';
import { JsonLinesReader } from '#lib/bounded-lines.ts';
import { turns } from '#lib/turns.ts';
import type { ApiContext, ApiEnv } from './environment.ts';
import { Problem } from './problem.ts';

/** Objects and lists within each other. */
export const deepest = 16;

/** Of a body that says one thing. */
export const small: JsonBounds = { bytes: 16_000, elements: 100, depth: deepest };

/** Reads the body within its bounds, gzip or plain, before anything looks into it. */
export const readBody =
  (bounds: JsonBounds): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    await readJsonBody(c, bounds);
    await next();
  };

export async function readJsonBody(c: ApiContext, bounds: JsonBounds): Promise<void> {
  const reader = new JsonReader(bounds);
  await pour(c, bounds.bytes, reader);
  c.set('json', reader.end());
  c.set('text', reader.text);
}

/** The same for a body that may also be NDJSON. */
export const readRowsBody =
  (bounds: JsonBounds, mostLines: number): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    if (!isNdjson(c)) return readBody(bounds)(c, next);
    const reader = new JsonLinesReader(bounds, mostLines);
    await pour(c, bounds.bytes, reader);
    c.set('lines', reader.end());
    c.set('text', reader.text);
    await next();
  };

const isNdjson = (c: ApiContext) =>
  /^application\/(x-ndjson|ndjson|jsonl)\b/i.test(c.req.header('content-type') ?? '');

/** The body as JSON. */
export function jsonOf(c: ApiContext): unknown {
  const read = c.get('json');
  if (!read.isJson) throw new Problem('malformed', 'The body is not JSON.');
  return read.value;
}

/** The body of a write as JSON: what could be read in two ways is not written. */
export function writtenOf(c: ApiContext): unknown {
  const read = c.get('json');
  if (read.isJson && read.saysTwice) throw new Problem('malformed', 'A name stands twice in one object.');
  return jsonOf(c);
}

type Taker = { add: (piece: Uint8Array) => void };

/** Pieces however large, in steps that keep nobody waiting. */
function byTurns(into: Taker): (piece: Uint8Array) => Promise<void> {
  const turn = turns();
  return async (piece) => {
    for (let from = 0; from < piece.length; from += step) {
      into.add(piece.subarray(from, from + step));
      await turn();
    }
  };
}

const step = 16_384;

/** The body, unpacked, piece by piece as it comes; what is too much ends it at once. */
async function pour(c: ApiContext, most: number, into: Taker): Promise<void> {
  const encoding = c.req.header('content-encoding') ?? 'identity';
  const length = Number(c.req.header('content-length') ?? Number.NaN);
  try {
    const take = byTurns(into);
    if (length > most) throw new TooMuchJson('bytes', most);
    if (encoding === 'gzip') await unpack(c.req.raw.body ?? [], take);
    else if (encoding !== 'identity') throw new Problem('unsupported', 'Send the body as it is, or as gzip.');
    // In one piece it comes faster, which is what most decisions are.
    else if (length <= step) into.add(new Uint8Array(await c.req.arrayBuffer()));
    else for await (const piece of c.req.raw.body ?? []) await take(piece);
  } catch (error) {
    throw error instanceof TooMuchJson ? tooMuch(error) : error;
  }
}

/** What unpacks to so many times its size is no data, but a bomb. */
const steepest = 200;

async function unpack(
  packed: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  let [read, made] = [0, 0];
  const counted = async function* () {
    for await (const piece of packed) {
      read += piece.length;
      yield piece;
    }
  };
  try {
    await pipeline(Readable.from(counted()), createGunzip({ chunkSize: step }), async (pieces) => {
      for await (const piece of pieces) {
        made += piece.length;
        await take(piece);
        if (made > 2 ** 20 && made > read * steepest)
          throw new Problem('too_large', `A body may unpack to ${steepest} times its size.`);
      }
    });
  } catch (error) {
    if (error instanceof TooMuchJson || error instanceof Problem) throw error;
    throw new Problem('malformed', 'The body is not whole gzip.');
  }
}

function tooMuch({ bound, most }: TooMuchJson): Problem {
  if (bound === 'bytes') return new Problem('too_large', `A body may have ${most} bytes here, unpacked.`);
  if (bound === 'elements') return new Problem('too_large', `A body may have ${most} values and names here.`);
  if (bound === 'lines') return new Problem('too_large', `A body may have ${most} lines here.`);
  return new Problem('malformed', `More than ${most} levels within each other.`);
}
