import { join } from 'node:path';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.ts';
import { embeddedHome } from '#db/embedded-home.ts';
import { holdFolder } from '#db/embedded-lock.ts';
import { env } from '#lib/env.ts';
import { isKeptToItself, localUrl } from '#lib/own-address.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { secretFile } from '#lib/secret-file.ts';
import { fillWithDemo } from './fill-with-demo.ts';
import { introduce } from './introduce.ts';
import { requireOwnDatabase } from './own-database.ts';
import { dataFolder } from './portal-folder.ts';

export type PortalDatabase = {
  /** What the app's process gets in its environment. */
  variables: Record<string, string>;
  /** Lines for the person who starts it. */
  where: readonly string[];
  embedded?: EmbeddedServer;
};

/** Takes the folder's embedded database for this process, so that a second start is told who has it. */
export async function holdEmbedded(what: string, url: string) {
  const home = await embeddedHome(dataFolder);
  return holdFolder(home.folder, what, url);
}

/** The server of DATABASE_URL as it is, or the embedded one, up to date and filled with the demo. */
export async function prepareDatabase(): Promise<PortalDatabase> {
  if (!env.DATABASE_URL) return embeddedDatabase();
  await requireOwnDatabase(env.DATABASE_URL);
  return { variables: { MUTUAL_DEMO: '' }, where: ['The database is the one of DATABASE_URL.'] };
}

const open = `HOST is ${env.HOST}: whoever can reach this machine can be anybody here, and read the inbox.`;

/** Its systems are played by the portal itself. */
const demoVariables = { MUTUAL_DEMO: '1', WEBHOOKS_TO_PRIVATE: '1' };

async function embeddedDatabase(): Promise<PortalDatabase> {
  const embedded = await startEmbedded(dataFolder);
  const { folder, moved } = embedded.home;
  const [ownSecret, actionKey] = await Promise.all([
    secretFile(join(folder, 'auth-secret')),
    secretFile(join(folder, 'action-key'), 'base64'),
  ]);
  const authSecret = env.AUTH_SECRET ?? ownSecret;
  const demo = !env.NO_DEMO;
  const people = demo ? await fillWithDemo(embedded, sealKeyFrom(authSecret)) : [];
  await introduce(embedded.ownerUrl(), authSecret);
  const place = moved
    ? `Its database is in ${folder}, because PostgreSQL's user cannot enter this folder.`
    : `Its database is in ${folder}.`;
  return {
    variables: {
      DATABASE_URL: embedded.appUrl(),
      AUTH_SECRET: authSecret,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? actionKey,
      ...(demo ? demoVariables : { MUTUAL_DEMO: '', PORTAL_URL: env.PORTAL_URL ?? localUrl() }),
      LOG_LEVEL: env.inherited.LOG_LEVEL || 'warn',
    },
    where: [...people, place, ...(demo && !isKeptToItself() ? [open] : [])],
    embedded,
  };
}
