import type { Sql } from 'postgres';
import { newestMigration } from './known-migrations.ts';

export type Readiness = {
  database: 'reachable' | 'unreachable';
  /** `behind` also when the database has none at all. */
  migrations: 'current' | 'behind' | 'unknown';
};

/** Whether the database answers within `patience` milliseconds, and has the schema this code was written for. */
export async function readiness(sql: Sql, patience = 3_000): Promise<Readiness> {
  const nothing: Readiness = { database: 'unreachable', migrations: 'unknown' };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(resolve, patience, nothing);
  });
  const answer = newestApplied(sql).then<Readiness, Readiness>(
    (at) => ({ database: 'reachable', migrations: at >= newestMigration ? 'current' : 'behind' }),
    (error: unknown) => (isMissingTable(error) ? { database: 'reachable', migrations: 'behind' } : nothing),
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function newestApplied(sql: Sql): Promise<number> {
  const [row] = await sql<
    { at: string | null }[]
  >`select max(created_at) as at from drizzle.__drizzle_migrations`;
  return Number(row?.at ?? 0);
}

/** SQLSTATE: undefined table, invalid schema name, no right to the schema yet. */
const isMissingTable = (error: unknown) =>
  error instanceof Error && 'code' in error && ['42P01', '3F000', '42501'].includes(String(error.code));
