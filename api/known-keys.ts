import type { MiddlewareHandler } from 'hono';
import type { Db } from '#db/client.ts';
import { findKey } from '#domain/api-key/find-key.ts';
import { hashToken } from '#lib/token.ts';
import { bearer, noKey } from './authenticate.ts';
import type { ApiEnv, KnownKey } from './environment.ts';
import { inTime } from './in-time.ts';

const most = 10_000;
const known = new Map<string, KnownKey>();

/**
 * For decisions, which know a key by what of it never changes: the brand's id key, under which customer ids are
 * computed before the one statement is sent. Whether the key may ask is asked in that statement, each time.
 */
export const withKnownKey: MiddlewareHandler<ApiEnv> = async (c, next) => {
  c.set('known', await inTime(keyOf(c.get('db'), bearer(c))));
  await next();
};

async function keyOf(db: Db, secret: string): Promise<KnownKey> {
  const hash = hashToken(secret);
  const held = known.get(hash);
  if (held) return held;
  const found = await findKey(db, secret);
  if (!found) throw noKey();
  const key = { secret, hash, idKey: found.idKey };
  if (known.size >= most) known.clear();
  known.set(hash, key);
  return key;
}
