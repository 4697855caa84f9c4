import { z } from 'zod';
import type { Seen } from '#domain/checkpoint/witness.ts';
import { portalKeysSchema } from '#domain/signing-key/public-keys.ts';

const pageSchema = z.object({
  brand: z.uuid(),
  checkpoints: z.array(z.object({ number: z.int().positive(), statement: z.string().max(5_000) })).max(100),
  older: z.int().positive().nullable(),
});

const keysPath = '/.well-known/jwks.json';

/** Milliseconds for one answer, and bytes of it; and how many checkpoints are taken at most. */
const [patience, limit, most] = [15_000, 8_000_000, 100_000];

/**
 * What a portal's public pages say of a brand: its keys, and its checkpoints from number `last` on. Null when it knows no
 * such brand.
 */
export async function seePortal(from: string, slug: string, last: number): Promise<Seen | null> {
  const found: string[] = [];
  let [brand, newest, before]: [string, number, number | null] = ['', 0, null];
  do {
    const path: string = `/brands/${encodeURIComponent(slug)}/checkpoints/json${before === null ? '' : `?before=${before}`}`;
    const page = await get(from, path, pageSchema);
    if (page === null) return unknownThere(from);
    brand = page.brand;
    newest = Math.max(newest, page.checkpoints[0]?.number ?? 0);
    found.push(...page.checkpoints.filter(({ number }) => number >= last).map(({ statement }) => statement));
    const older: number | null = page.older !== null && page.older > last ? page.older : null;
    if (older !== null && before !== null && older >= before) throw new Error(`${from} answers in circles.`);
    if (found.length > most) throw new Error(`${from} has more than ${most} checkpoints.`);
    before = older;
  } while (before !== null);
  // Asked last: whatever signed those is in it.
  const keys = await get(from, keysPath, portalKeysSchema);
  if (keys === null) throw new Error(`${from} has no keys.`);
  return { operator: keys.operator.x, brand, keys: keys.keys, newest, checkpoints: found.reverse() };
}

/** Only a portal can say that a brand is not there. */
async function unknownThere(from: string): Promise<null> {
  if ((await get(from, keysPath, portalKeysSchema)) === null) throw new Error(`${from} is no portal.`);
  return null;
}

/** Null when it is not there. */
async function get<T>(from: string, path: string, schema: z.ZodType<T>): Promise<T | null> {
  const url = new URL(path, from);
  const signal = AbortSignal.timeout(patience);
  try {
    const answer = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    return schema.parse(JSON.parse(await readText(answer)));
  } catch (error) {
    const why = signal.aborted
      ? 'no answer in time'
      : error instanceof z.ZodError
        ? 'not what a portal says'
        : text(error);
    throw new Error(`${url.href}: ${why}`);
  }
}

async function readText(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > limit) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function text(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
