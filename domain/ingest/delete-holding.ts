import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Keeping } from '#lib/terms.ts';
import type { CustomerId } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import type { Ctx } from '../context.ts';
import { notFound } from '../errors.ts';
import { keyFor } from '../import/keep.ts';
import { inTurn } from './take-turn.ts';

export type HoldingName = { customerId: CustomerId; category: string; key: string };

/**
 * Lets go of one datum by its natural key, and of its place in the count. Throws not_found. Of a datum that is only
 * counted, the first and last date stay as they were: nothing tells which dates were its own.
 */
export async function deleteHolding(ctx: Ctx, idKey: Buffer, name: HoldingName): Promise<void> {
  requireScope(ctx.actor, 'ingest');
  const { brandId } = ctx.actor;
  await inTurn(ctx, async (tx) => {
    const [found] = await tx.execute<{ keeps: Keeping }>(sql`
      select keeps from category where brand_id = ${brandId} and slug = ${name.category}`);
    if (!found) throw notFound('holding');
    const key = keyFor(idKey, { category: name.category, keeps: found.keeps }, name.key);
    const gone = await (found.keeps === 'count' ? forgetMark(tx, name, key) : forgetHolding(tx, name, key));
    if (!gone) throw notFound('holding');
  });
}

async function forgetHolding(tx: Tx, { customerId, category }: HoldingName, key: string): Promise<boolean> {
  const [gone] = await tx.execute<{ source: string }>(sql`
    delete from holding where customer_id = ${customerId} and category = ${category} and key = ${key}
    returning source`);
  if (!gone) return false;
  await tx.execute(sql`
    update holding_tally t set count = left_over.count, first_at = left_over.first_at, last_at = left_over.last_at
    from (
      select count(*) as count, min(collected_at) as first_at, max(collected_at) as last_at from holding
      where customer_id = ${customerId} and category = ${category} and source = ${gone.source}
    ) left_over
    where t.customer_id = ${customerId} and t.category = ${category} and t.source = ${gone.source}`);
  await dropEmptyTally(tx, customerId, category);
  return true;
}

async function forgetMark(tx: Tx, { customerId, category }: HoldingName, key: string): Promise<boolean> {
  const gone = await tx.execute(sql`
    delete from holding_mark where customer_id = ${customerId} and category = ${category}
      and fingerprint = decode(${key}, 'hex') returning 1`);
  if (gone.length === 0) return false;
  await tx.execute(sql`
    update holding_tally set count = count - 1
    where (customer_id, category, source) = (
      select customer_id, category, source from holding_tally
      where customer_id = ${customerId} and category = ${category} order by count desc, source limit 1)`);
  await dropEmptyTally(tx, customerId, category);
  return true;
}

const dropEmptyTally = (tx: Tx, customerId: CustomerId, category: string) =>
  tx.execute(
    sql`delete from holding_tally where customer_id = ${customerId} and category = ${category} and count <= 0`,
  );
