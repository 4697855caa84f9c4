import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { installJobQueue } from './job-queue.ts';
import { runtimeRole } from './known-migrations.ts';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the schema up to date as its owner, making the runtime role first.
 * Several instances may call this at once: an advisory lock lets one work and the others wait.
 */
export async function migrate(ownerUrl: string, runtimePassword?: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    await sql`select pg_advisory_lock(hashtext('mutual.migrate'))`;
    await makeRuntimeRole(sql, runtimePassword);
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    await installJobQueue(ownerUrl, sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function makeRuntimeRole(sql: postgres.Sql, password: string | undefined) {
  const [role] = await sql`select 1 from pg_roles where rolname = ${runtimeRole}`;
  if (role) return;
  const secret = password ?? randomBytes(24).toString('base64url');
  const [{ statement }] = await sql<[{ statement: string }]>`
    select format('create role %I login password %L nosuperuser nocreatedb nocreaterole nobypassrls',
      ${runtimeRole}::text, ${secret}::text) as statement`;
  await sql.unsafe(statement);
}
