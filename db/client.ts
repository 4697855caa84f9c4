import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { promptSocket } from './prompt-socket.ts';

/** `$client` is the driver itself, for the few statements in which drizzle's own work would be most of the cost. */
export type Db = PostgresJsDatabase & { $client: postgres.Sql };
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

export type Connection = { url: string; db: Db; sql: postgres.Sql; close: () => Promise<void> };

export type Pool = {
  max?: number;
  name?: string;
  /** Commits return before they are on disk: a crash may take the last of them, in their order. For invented data only. */
  hasty?: boolean;
};

/** Opens a pool; nothing connects until the first query. */
export function connect(url: string, options: Pool = {}): Connection {
  const sql = postgres(url, {
    // Known to the driver, not to its types.
    ...{ socket: promptSocket },
    max: options.max ?? 10,
    connect_timeout: 5,
    // A server that was gone is tried again at once when it is needed, not after the driver's growing pauses.
    backoff: () => 0.1,
    idle_timeout: 60,
    onnotice: () => {},
    connection: {
      application_name: options.name ?? 'mutual',
      TimeZone: 'UTC',
      ...(options.hasty && { synchronous_commit: 'off' }),
    },
  });
  const db = drizzle(preparing(sql), { casing: 'snake_case' });
  return { url, db, sql, close: () => sql.end({ timeout: 5 }) };
}

/**
 * drizzle sends every query through `unsafe`, which postgres.js parses anew each time.
 * Asking for a prepared statement saves a round trip per query.
 */
function preparing(sql: postgres.Sql): postgres.Sql {
  return new Proxy(sql, {
    get(target, property) {
      if (property === 'begin')
        return (work: (tx: postgres.ISql) => Promise<unknown>) =>
          target.begin((tx) => work(preparingUnsafe(tx)).catch(leaveLostConnection));
      return property === 'unsafe' ? prepared(target) : Reflect.get(target, property);
    },
  });
}

/**
 * When a transaction fails because its connection is gone, postgres.js would send a rollback into the void,
 * and the process would die of it. Its own watch on the connection already rejects the transaction: leave it to that.
 */
function leaveLostConnection(error: unknown): Promise<never> {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const lost = cause instanceof Error && 'code' in cause && cause.code === 'CONNECTION_CLOSED';
  return lost ? new Promise(() => {}) : Promise.reject(error);
}

function preparingUnsafe(tx: postgres.ISql): postgres.ISql {
  return new Proxy(tx, {
    get: (target, property) => (property === 'unsafe' ? prepared(target) : Reflect.get(target, property)),
  });
}

const prepared =
  (sql: postgres.ISql): postgres.ISql['unsafe'] =>
  (query, parameters, options) =>
    sql.unsafe(query, parameters, { ...options, prepare: (parameters?.length ?? 0) > 0 });
