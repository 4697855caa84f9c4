import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { delivery } from '#db/schema/system.ts';
import type { SealKey } from '#lib/seal.ts';
import { type CustomerId, requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { cursorAfter, readCursor } from '../paging.ts';
import { handleKey, handleOf, readHandle } from './handle.ts';
import type { DeliveryState } from './read-due.ts';

/** A delivery as staff see it: never whose choice it is. */
export type ListedDelivery = {
  /** A handle (handle.ts). */
  id: string;
  exchange: string;
  state: DeliveryState;
  attempts: number;
  lastStatus: number | null;
  lastFault: string | null;
  createdAt: Date;
  nextAt: Date | null;
  sentAt: Date | null;
  appliedAt: Date | null;
};

/** Deliveries to one system, newest first: all, or only those that are stuck. `older` leads to the next page. */
export async function listDeliveries(
  ctx: Ctx,
  asked: { system: string; stuck: boolean; after?: string; size?: number },
): Promise<{ rows: ListedDelivery[]; older: string | null }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const size = asked.size ?? 50;
  const { rows, key } = await transact(ctx, async (tx) => {
    const key = await handleKey(tx, brandId);
    const rows = await tx
      .select({ row: delivery, at: sql<string>`${delivery.createdAt}::text` })
      .from(delivery)
      .where(
        and(
          eq(delivery.brandId, brandId),
          eq(delivery.system, asked.system),
          asked.stuck ? inArray(delivery.state, ['failed', 'parked']) : undefined,
          olderThan(key, asked.after),
        ),
      )
      .orderBy(desc(delivery.createdAt), desc(delivery.customerId), desc(delivery.seq))
      .limit(size + 1);
    return { rows, key };
  });
  const shown = rows.slice(0, size).map(({ row, at }) => ({ at, listed: listed(key, row) }));
  const last = shown.at(-1);
  return {
    rows: shown.map(({ listed }) => listed),
    older: rows.length > size && last ? cursorAfter(last.at, last.listed.id) : null,
  };
}

function olderThan(sealed: SealKey, after: string | undefined): SQL | undefined {
  const cursor = readCursor(after);
  const key = cursor && readHandle(sealed, cursor.key);
  if (!key) return undefined;
  return sql`(${delivery.createdAt}, ${delivery.customerId}, ${delivery.seq})
    < (${cursor.at}::timestamptz, ${key.customerId}::uuid, ${key.seq}::bigint)`;
}

function listed(key: SealKey, row: typeof delivery.$inferSelect): ListedDelivery {
  const { exchange, state, attempts, lastStatus, lastFault, createdAt, nextAt, sentAt, appliedAt } = row;
  const id = handleOf(key, { customerId: row.customerId as CustomerId, seq: row.seq, system: row.system });
  return { id, exchange, state, attempts, lastStatus, lastFault, createdAt, nextAt, sentAt, appliedAt };
}
