import type { MiddlewareHandler } from 'hono';
import { findKey } from '#domain/api-key/find-key.ts';
import type { KeyScope } from '#domain/api-key/list-keys.ts';
import { requireScope } from '#domain/api-key/require-scope.ts';
import type { ApiContext, ApiEnv } from './environment.ts';
import { noteUse } from './note-use.ts';
import { Problem } from './problem.ts';

/** Lets in who carries a live key with this scope, and nobody else: before the body is read. */
export const withScope =
  (scope: KeyScope): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const db = c.get('db');
    const key = await findKey(db, bearer(c));
    if (!key) throw noKey();
    requireScope(key.actor, scope);
    noteUse(db, key.hash);
    c.set('key', key);
    c.set('ctx', { db, actor: key.actor });
    await next();
  };

/** The secret of `Authorization: Bearer …`; empty when there is none. */
export const bearer = (c: ApiContext): string =>
  /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';

/** The same answer for none, a wrong, an expired and a revoked one. */
export const noKey = () =>
  new Problem(
    'unauthenticated',
    'Send a live key as “Authorization: Bearer mk_…”.',
    {},
    { 'www-authenticate': 'Bearer realm="mutual"' },
  );
