import type { Command } from 'commander';
import { runtimeRole } from '#db/known-migrations.ts';
import { migrate } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { borrowEmbedded } from './database.ts';

export function registerMigrate(program: Command) {
  program
    .command('migrate')
    .description('brings the database up to date, as its owner (DATABASE_OWNER_URL), or the embedded one')
    .action(async () => {
      await migrateDatabase();
      console.log('The database is up to date.');
    });
}

export async function migrateDatabase() {
  if (env.DATABASE_OWNER_URL) return migrate(env.DATABASE_OWNER_URL, runtimePassword());
  if (env.DATABASE_URL)
    throw new Error('Migrations run as the owner of the database: set DATABASE_OWNER_URL as well.');
  const server = await borrowEmbedded('mutual migrate');
  await server.giveBack();
}

/** The password that DATABASE_URL gives the runtime role, which is made on the first run. */
function runtimePassword(): string | undefined {
  if (!env.DATABASE_URL) return undefined;
  const url = new URL(env.DATABASE_URL);
  return url.username === runtimeRole ? decodeURIComponent(url.password) : undefined;
}
