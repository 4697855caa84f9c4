import type { MiddlewareHandler } from 'hono';
import { findKey } from '#domain/api-key/find-key.ts';
import { requireScope } from '#domain/api-key/require-scope.ts';
import type { JsonBounds } from '#lib/bounded-json.ts';
import { bearer } from './authenticate.ts';
import { jsonOf, readJsonBody } from './body.ts';
import type { ApiContext, ApiEnv } from './environment.ts';
import { inTime } from './in-time.ts';
import { noteUse } from './note-use.ts';
import { Problem } from './problem.ts';

/**
 * Lets in who carries a live key as Segment's write key, then reads the body within its bounds. The key is the
 * name in HTTP Basic, as libraries send it; a Bearer token will do; `writeKey` in the body counts where there is none.
 */
export const withWriteKey =
  (bounds: JsonBounds): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const header = c.req.header('authorization');
    if (header !== undefined) await enter(c, basic(header) || bearer(c));
    await readJsonBody(c, bounds);
    if (header === undefined) await enter(c, keyIn(jsonOf(c)));
    await next();
  };

async function enter(c: ApiContext, secret: string) {
  const db = c.get('db');
  const key = await inTime(findKey(db, secret));
  if (!key) throw noWriteKey();
  requireScope(key.actor, 'ingest');
  noteUse(db, key.hash);
  c.set('key', key);
  c.set('ctx', { db, actor: key.actor });
}

/** The name of `Authorization: Basic …`; empty when there is none. */
function basic(header: string): string {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header)?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString('latin1').split(':')[0] ?? '';
}

const keyIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'writeKey' in body && typeof body.writeKey === 'string'
    ? body.writeKey
    : '';

const noWriteKey = () =>
  new Problem(
    'unauthenticated',
    'Send a live key, which may send in data, as the write key.',
    {},
    { 'www-authenticate': 'Basic realm="mutual"' },
  );
