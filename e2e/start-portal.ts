import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { type Connection, connect } from '#db/client.ts';
import { introduceKeys } from '#domain/signing-key/introduce-keys.ts';
import { freePort } from '#lib/free-port.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import { endChild, launchServer } from '../cli/next.ts';
import { type Link, linkTo } from './link.ts';

export type Portal = {
  url: string;
  /** The portal's database as the role it runs with: what a command would be given as `ctx.db`. */
  db: Connection['db'];
  /** The same as its owner, whom row security does not hold: to look at, and to prepare what has no command. */
  sql: postgres.Sql;
  /** What the portal's secrets are sealed with. */
  sealKey: SealKey;
  /** The portal's line to its database. */
  link: Link;
  stop: () => Promise<void>;
};

/**
 * Runs the built app on a database of its own, as `npm start` would: a copy of the demo, or one that is only migrated.
 * `variables` go on top of its environment; they may be made from the portal's address.
 */
export async function startPortal(
  variables: Record<string, string> | ((url: string) => Record<string, string>) = {},
  database: 'demo' | 'empty' = 'demo',
): Promise<Portal> {
  const port = await freePort();
  const name = `portal_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(at('E2E_OWNER_URL', 'postgres'), { max: 1 });
  await admin`create database ${admin(name)} template ${admin(database)}`;
  const link = await linkTo(at('E2E_APP_URL', name));
  const url = `http://localhost:${port}`;
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: link.url,
    AUTH_SECRET: randomBytes(32).toString('base64'),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    MUTUAL_DEMO: '1',
    LOG_LEVEL: 'fatal',
    ...(database === 'empty' && { MUTUAL_DEMO: '', PORTAL_URL: url }),
    ...(typeof variables === 'function' ? variables(url) : variables),
  };
  const owner = connect(at('E2E_OWNER_URL', name), { max: 1 });
  const sealKey = sealKeyFrom(environment.AUTH_SECRET);
  await introduceKeys(owner.db, sealKey);
  await owner.close();
  const app = launchServer(environment);
  const { db, close } = connect(at('E2E_APP_URL', name), { max: 2 });
  const sql = postgres(at('E2E_OWNER_URL', name), { max: 2, onnotice: () => {} });
  const stop = async () => {
    await endChild(app);
    await Promise.all([close(), sql.end({ timeout: 5 }), link.close()]);
    await admin`drop database ${admin(name)} with (force)`;
    await admin.end();
  };
  while (!(await fetch(`${url}/readyz`).catch(() => null))?.ok) {
    if (app.exitCode !== null) throw new Error('The portal under test did not start.');
    await wait(50);
  }
  return { url, db, sql, sealKey, link, stop };
}

function at(variable: 'E2E_OWNER_URL' | 'E2E_APP_URL', database: string) {
  const url = new URL(process.env[variable] ?? '');
  url.pathname = `/${database}`;
  return url.href;
}
