import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { embeddedHome } from '#db/embedded-home.ts';
import { holdFolder } from '#db/embedded-lock.ts';
import { env } from '#lib/env.ts';
import { secretFile } from '#lib/secret-file.ts';
import { dataFolder } from './portal-folder.ts';

export type PortalDatabase = {
  /** What the app's process gets in its environment. */
  variables: Record<string, string>;
  /** A line for the person who starts it. */
  where: string;
  close: () => Promise<void>;
};

/** Takes the folder's embedded database for this process, so that a second start is told who has it. */
export async function holdEmbedded(what: string, url: string) {
  const home = await embeddedHome(dataFolder);
  return holdFolder(home.folder, what, url);
}

/** Starts the embedded server, brings it up to date and fills an empty one with the demo. */
export async function embeddedDatabase(): Promise<PortalDatabase> {
  const server = await startEmbedded(dataFolder);
  const { folder, moved } = server.home;
  const [authSecret, actionKey] = await Promise.all([
    secretFile(join(folder, 'auth-secret')),
    secretFile(join(folder, 'action-key'), 'base64'),
  ]);
  // The demo is filled in here when the portal has no brand.
  return {
    variables: {
      DATABASE_URL: server.appUrl(),
      AUTH_SECRET: authSecret,
      MUTUAL_DEMO: '1',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
    },
    where: moved
      ? `The database is kept in ${folder}: its own user cannot enter this folder.`
      : `The database is kept in ${folder}.`,
    close: server.stop,
  };
}

/** A server of your own: nothing is started, nothing is filled in. */
export async function ownDatabase(): Promise<PortalDatabase> {
  return {
    variables: { MUTUAL_DEMO: '' },
    where: 'The database is the one of DATABASE_URL.',
    close: async () => {},
  };
}

export const prepareDatabase = () => (env.DATABASE_URL ? ownDatabase() : embeddedDatabase());
