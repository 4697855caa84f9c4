import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MiddlewareHandler, Next } from 'hono';
import { claimWrite, dropClaim, keepReply, type StoredReply, type Write } from '#domain/api-key/replies.ts';
import { DomainError } from '#domain/errors.ts';
import { log } from '#lib/log.ts';
import type { ApiContext, ApiEnv } from './environment.ts';
import { Problem } from './problem.ts';

/** How long a caller waits for the one who does the same write, in milliseconds. */
const patience = 20_000;

/** Makes of a reply of then one that says nothing untrue now. */
type Restate = (c: ApiContext, reply: StoredReply) => Promise<StoredReply>;

/**
 * `Idempotency-Key` on a write: the same key with the same request gets the same reply, for a day; with another
 * request it is refused. What failed on our side, or came while an import was running, is not kept and may be tried again.
 */
export const idempotent: MiddlewareHandler<ApiEnv> = (c, next) => once(c, next);

/** The same for a write whose reply says how something stands: sent again, it says how it stands by then. */
export const idempotentStating =
  (restate: Restate): MiddlewareHandler<ApiEnv> =>
  (c, next) =>
    once(c, next, restate);

async function once(c: ApiContext, next: Next, restate?: Restate): Promise<Response | undefined> {
  const name = c.req.header('idempotency-key');
  if (name === undefined) {
    await next();
    return undefined;
  }
  if (!/^[\x21-\x7e]{1,255}$/.test(name))
    throw new Problem('malformed', 'An Idempotency-Key has 1 to 255 visible characters of ASCII.');
  const write = { keyId: c.get('key').actor.keyId, idempotencyKey: name, requestHash: requestHash(c) };
  const known = await claim(c, write);
  if (known) return replay(restate ? await restate(c, known) : known);
  await doOnce(c, write, next);
  return undefined;
}

/** The reply that is known; null when the write is now this caller's to do. */
async function claim(c: ApiContext, write: Write): Promise<StoredReply | null> {
  const until = Date.now() + patience;
  for (let pause = 10; ; pause = Math.min(pause * 2, 500)) {
    const claimed = await claimWrite(c.get('db'), write);
    if (claimed === 'mine') return null;
    if (claimed === 'another request')
      throw new Problem('key_reused', 'This Idempotency-Key came with another request before.');
    if (claimed !== 'under way') return claimed;
    if (Date.now() > until)
      throw new Problem('conflict', 'The same write is still under way.', {}, { 'retry-after': '5' });
    await wait(pause);
  }
}

/** What failed has been turned into its reply by the time the handler is through. */
async function doOnce(c: ApiContext, write: Write, next: () => Promise<void>): Promise<void> {
  const db = c.get('db');
  await next();
  const { status } = c.res;
  const passes = status >= 500 || status === 429 || isConflict(c.error);
  const reply = { status, body: passes ? '' : await c.res.clone().text() };
  // The write is done or refused by now; that this was not noted must not turn its reply into another.
  await (passes ? dropClaim(db, write) : keepReply(db, write, reply)).catch((error: unknown) =>
    log.warn({ err: error }, 'a reply was not kept'),
  );
}

/** An import stood in the way, which it will not do for a day. */
const isConflict = (error: unknown): boolean => error instanceof DomainError && error.code === 'conflict';

/** The header tells that nothing was done again. */
function replay({ status, body }: StoredReply): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  const headers = { 'content-type': type, 'idempotency-replayed': 'true', 'cache-control': 'no-store' };
  return new Response(status === 204 ? null : body, { status, headers });
}

const requestHash = (c: ApiContext) =>
  createHash('sha256')
    .update(`${c.req.method} ${c.req.path}${new URL(c.req.url).search}\n${c.get('text')}`)
    .digest('hex');
