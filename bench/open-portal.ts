import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, connect } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { freePort } from '#lib/free-port.ts';
import { endChild, launchServer } from '../cli/next.ts';

export type Portal = { url: string; pid: number; db: Connection['db']; stop: () => Promise<void> };

/** The built app as `npm start` runs it, with the empty page that it is measured against. */
export async function openPortal(databaseUrl: string): Promise<Portal> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = launchServer({
    ...env.inherited,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    MUTUAL_DEMO: '1',
    MUTUAL_BENCH: '1',
    LOG_LEVEL: 'warn',
  });
  const { db, close } = connect(databaseUrl, { max: 2, name: 'mutual-bench' });
  const stop = async () => {
    await endChild(app);
    await close();
  };
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    if (app.exitCode !== null) throw new Error('The portal to be measured did not start.');
    await wait(50);
  }
  return { url, pid: app.pid ?? 0, db, stop };
}
