import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from '#api/app.ts';
import { openChoiceLane } from '#db/choice-lane.ts';
import { env } from '#lib/env.ts';
import { inertPolicy, securityHeaders } from '#lib/security-headers.ts';
import { withHealth } from './api-health.ts';
import { openDatabase } from './database.ts';
import { requireOwnDatabase } from './own-database.ts';
import { stopOnSignals, whenStopped } from './stop-signals.ts';

/**
 * Serves the API alone until a signal comes, for hot traffic: the same code as under the portal's `/api/v1`, without
 * Next around it. On DATABASE_URL, else on the embedded database, which a running portal shares.
 */
export async function serveApi(): Promise<void> {
  if (env.DATABASE_URL) await requireOwnDatabase(env.DATABASE_URL);
  const { db, sql, url, close } = await openDatabase('mutual-api');
  const choices = openChoiceLane(url);
  const listen = withHealth(sql, getRequestListener(createApi(() => db, { choices: () => choices }).fetch));
  const headers = {
    ...securityHeaders(Boolean(env.PORTAL_URL?.startsWith('https:'))),
    'content-security-policy': inertPolicy,
  };
  const server = createServer((request, response) => {
    for (const name in headers) response.setHeader(name, headers[name as keyof typeof headers] ?? '');
    return listen(request, response);
  });
  // Longer than a balancer keeps its own end open, or it may send a request into a closing connection.
  server.keepAliveTimeout = 65_000;
  const stop = stopOnSignals();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.API_PORT, env.HOST, resolve);
  });
  console.log(`\nThe API is on http://localhost:${env.API_PORT}/api/v1\nCtrl-C stops it.\n`);
  await whenStopped(stop.signal);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  await choices.close();
  await close();
}
