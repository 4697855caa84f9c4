import { Logger, runMigrations } from 'graphile-worker';
import type { Sql } from 'postgres';
import { runtimeRole } from './known-migrations.ts';

/** graphile-worker says what it does at every start; only what goes wrong is of interest, and that it throws. */
export const quietQueue = new Logger(() => () => {});

const tables = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'];

/**
 * Installs graphile-worker's tables as the owner, and lets the runtime role add and run jobs: rows only, nothing that
 * owns or changes tables. The library turns row security on without a policy, so that only an owner sees a row.
 */
export async function installJobQueue(ownerUrl: string, sql: Sql): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: quietQueue });
  await sql.begin(async (tx) => {
    await tx`grant usage on schema graphile_worker to ${tx(runtimeRole)}`;
    await tx`grant select on graphile_worker.migrations to ${tx(runtimeRole)}`;
    for (const table of tables) {
      const name = tx(`graphile_worker.${table}`);
      await tx`grant select, insert, update, delete on ${name} to ${tx(runtimeRole)}`;
      const [there] = await tx`
        select 1 from pg_policies where schemaname = 'graphile_worker' and tablename = ${table} and policyname = 'runtime'`;
      if (!there)
        await tx`create policy runtime on ${name} to ${tx(runtimeRole)} using (true) with check (true)`;
    }
  });
}
