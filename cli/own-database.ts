import { connect } from '#db/client.ts';
import { readiness } from '#db/readiness.ts';
import { tooStrong } from '#db/role-strength.ts';
import { env } from '#lib/env.ts';
import { migrateDatabase } from './migrate.ts';

/** Makes sure that the server of DATABASE_URL can be used, or says in words what stands in the way. */
export async function requireOwnDatabase(url: string): Promise<void> {
  if (env.DATABASE_OWNER_URL) await migrateDatabase();
  const { sql, close } = connect(url, { max: 1, name: 'mutual-start' });
  try {
    await sql`select 1`.catch((error: unknown) => {
      throw new Error(`The database of DATABASE_URL cannot be used: ${reason(error)}`);
    });
    const { role, because } = await tooStrong(sql);
    if (because.length > 0)
      throw new Error(
        `The role ${role} of DATABASE_URL is too strong: ${because.join(', ')}. Row security would not hold for it.\nRun the portal as mutual_app; see "Roles" in docs/deploy.md.`,
      );
    if ((await readiness(sql)).migrations !== 'current')
      throw new Error(
        'The database is not up to date with this version of the portal. As its owner, run:\n  DATABASE_OWNER_URL=… npm run mutual -- migrate',
      );
  } finally {
    await close();
  }
}

const reason = (error: unknown) => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && !error.message ? String(error.code) : error.message;
};
