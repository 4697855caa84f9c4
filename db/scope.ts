import { sql } from 'drizzle-orm';
import type { Db, Tx } from './client.ts';

/** What row security lets a transaction see: some customers, one brand's customers, or the whole portal. */
export type Scope =
  | { kind: 'customers'; customerIds: readonly string[] }
  | { kind: 'brand'; brandId: string }
  | { kind: 'portal' };

/**
 * Runs `work` in one transaction in which row security shows only the scope.
 * The scope is sent ahead of the work's first query without waiting for it: one connection answers in order.
 */
export async function withScope<T>(db: Db, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  const statement = sql.raw(setLocal(scope));
  return db.transaction(async (tx) => {
    // Under way before the work begins: drizzle would send it only once it is awaited.
    const set = tx.execute(statement).execute();
    const [result] = await Promise.all([work(tx), set]);
    return result;
  });
}

/** `SET LOCAL` takes no parameters, and `set_config()` does not reach Citus shards: ids are checked, then written in. */
function setLocal(scope: Scope): string {
  switch (scope.kind) {
    case 'customers':
      return `set local app.customers = '{${scope.customerIds.map(uuid).join(',')}}'`;
    case 'brand':
      return `set local app.brand = '${uuid(scope.brandId)}'`;
    case 'portal':
      return `set local app.portal = 'on'`;
  }
}

function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new TypeError('A scope takes UUIDs only.');
  return id;
}
