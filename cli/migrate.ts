import type { Command } from 'commander';
import { runtimeRole } from '#db/known-migrations.ts';
import { migrate } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { embeddedSecret } from './command-seal-key.ts';
import { borrowEmbedded } from './database.ts';
import { introduce } from './introduce.ts';

export function registerMigrate(program: Command) {
  program
    .command('migrate')
    .description('brings the database up to date, as its owner (DATABASE_OWNER_URL), or the embedded one')
    .action(async () => {
      await migrateDatabase();
      console.log('The database is up to date.');
    });
}

/** And gives brands without a key one: only the owner may. */
export async function migrateDatabase() {
  const { DATABASE_OWNER_URL: url, AUTH_SECRET: secret } = env;
  if (url) {
    await migrate(url, runtimePassword());
    if (secret) await introduce(url, secret);
    return;
  }
  if (env.DATABASE_URL)
    throw new Error('Migrations run as the owner of the database: set DATABASE_OWNER_URL as well.');
  const server = await borrowEmbedded('mutual migrate');
  const own = secret ?? (await embeddedSecret());
  if (own) await introduce(server.ownerUrl(), own);
  await server.giveBack();
}

/** The password that DATABASE_URL gives the runtime role, which is made on the first run. */
function runtimePassword(): string | undefined {
  if (!env.DATABASE_URL) return undefined;
  const url = new URL(env.DATABASE_URL);
  return url.username === runtimeRole ? decodeURIComponent(url.password) : undefined;
}
