import type { RequestListener, ServerResponse } from 'node:http';
import type { Sql } from 'postgres';
import { readiness } from '#db/readiness.ts';

/** What a balancer asks of the API alone, at the portal's own two addresses; everything else goes on to `listen`. */
export const withHealth =
  (sql: Sql, listen: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url === '/healthz') return say(response, 200, { status: 'ok' });
    if (request.url === '/readyz') return void sayReady(sql, response);
    return listen(request, response);
  };

async function sayReady(sql: Sql, response: ServerResponse) {
  const state = await readiness(sql);
  const ready = state.database === 'reachable' && state.migrations === 'current';
  say(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready', ...state });
}

function say(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
