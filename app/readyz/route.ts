import { portal } from '#db/portal.ts';
import { readiness } from '#db/readiness.ts';

export const dynamic = 'force-dynamic';

/** Says whether this instance can serve: 200, or 503 and what is wrong. */
export async function GET() {
  const state = await readiness(portal().sql);
  const ready = state.database === 'reachable' && state.migrations === 'current';
  return Response.json(
    { status: ready ? 'ready' : 'not ready', ...state },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
