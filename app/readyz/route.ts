import { portal } from '#db/portal.ts';
import { readiness } from '#db/readiness.ts';
import { listUnreadable } from '#domain/seal/unreadable.ts';
import { ownSealKey } from '#lib/seal.ts';

export const dynamic = 'force-dynamic';

/**
 * Says whether this instance can serve: 200, or 503 and what is wrong. Secrets sealed under another AUTH_SECRET are told
 * with 200: switches and decisions need none, and staff mend it on the portal's own pages.
 */
export async function GET() {
  const state = await readiness(portal().sql);
  const ready = state.database === 'reachable' && state.migrations === 'current';
  return Response.json(
    { status: ready ? 'ready' : 'not ready', ...state, secrets: ready ? await secrets() : 'unknown' },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}

const secrets = () =>
  listUnreadable(portal().db, ownSealKey()).then(
    (found) => (found.length === 0 ? 'readable' : 'unreadable'),
    () => 'unknown',
  );
