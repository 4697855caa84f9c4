import { join } from 'node:path';
import { connect } from '#db/client.ts';
import { type EmbeddedServer, startEmbedded } from '#db/embedded.ts';
import { embeddedHome } from '#db/embedded-home.ts';
import { holdFolder } from '#db/embedded-lock.ts';
import { type DemoPerson, demoPeople } from '#demo/people.ts';
import { seedDemo } from '#demo/seed.ts';
import { seedSystems } from '#demo/seed-systems.ts';
import { env } from '#lib/env.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import { secretFile } from '#lib/secret-file.ts';
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

async function embeddedDatabase(): Promise<PortalDatabase> {
  const embedded = await startEmbedded(dataFolder);
  const { folder, moved } = embedded.home;
  const [ownSecret, actionKey] = await Promise.all([
    secretFile(join(folder, 'auth-secret')),
    secretFile(join(folder, 'action-key'), 'base64'),
  ]);
  const authSecret = env.AUTH_SECRET ?? ownSecret;
  const demo = await fillWithDemo(embedded, sealKeyFrom(authSecret));
  const place = moved
    ? `Its database is in ${folder}, because PostgreSQL's user cannot enter this folder.`
    : `Its database is in ${folder}.`;
  return {
    variables: {
      DATABASE_URL: embedded.appUrl(),
      AUTH_SECRET: authSecret,
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? actionKey,
      MUTUAL_DEMO: '1',
      // The demo's systems are played by the portal itself.
      WEBHOOKS_TO_PRIVATE: '1',
      LOG_LEVEL: env.inherited.LOG_LEVEL || 'warn',
    },
    where: [...demo, place],
    embedded,
  };
}

/** An empty database gets the demo; one with brands of its own stays as it is. */
async function fillWithDemo(embedded: EmbeddedServer, sealKey: SealKey): Promise<string[]> {
  const { db, close } = connect(embedded.appUrl(), { name: 'mutual-demo', hasty: true });
  try {
    const seeded = await seedDemo(db, { say: (line) => console.log(`Demo: ${line}`) });
    if (seeded === 'other') return [];
    await seedSystems(db, sealKey, `http://localhost:${env.PORT}`);
    return ['On /sign-in you become, in one click:', ...demoPeople.filter(isShown).map(introduced), ''];
  } finally {
    await close();
  }
}

/** Staff of one brand stand for those of the others. */
const isShown = ({ staffOf, customerOf }: DemoPerson) =>
  customerOf.length > 0 || staffOf?.brand === 'brightfennel';

const introduced = ({ name, note }: DemoPerson) => `  ${name.padEnd(22)} ${note.en}`;
