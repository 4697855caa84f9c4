import { randomBytes } from 'node:crypto';
import { type Connection, connect } from '#db/client.ts';
import { freePort } from '#lib/free-port.ts';
import { launchServer } from '../cli/next.ts';
import { openServer, type Server } from './open-server.ts';

/** The app on a database of its own, and a connection to look into it. */
export type Portal = Server & { db: Connection['db']; databaseUrl: string };

/** What every process of the measured portal shares. */
export const authSecret = randomBytes(32).toString('base64');

/** The built app as `npm start` runs it, with the empty page that it is measured against. */
export async function openPortal(databaseUrl: string): Promise<Portal> {
  const port = await freePort();
  const app = await openServer(launchServer, {
    port,
    path: '/readyz',
    variables: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      AUTH_SECRET: authSecret,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      MUTUAL_DEMO: '1',
      MUTUAL_BENCH: '1',
      TRUSTED_PROXIES: '1',
    },
  });
  const { db, close } = connect(databaseUrl, { max: 2, name: 'mutual-bench' });
  const stop = async () => {
    await app.stop();
    await close();
  };
  return { ...app, db, databaseUrl, stop };
}
