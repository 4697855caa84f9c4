import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import { addJobs } from './add-jobs.ts';

/** Ledger entries of one customer, written in the same transaction. */
export type Written = {
  brandId: BrandId;
  customerId: CustomerId;
  at: Date;
  entries: readonly { seq: number; exchange: string }[];
};

/**
 * Sends choices on their way to every system that uses their exchange: a delivery and its job each, all in one
 * statement of the caller's transaction, so that no acknowledged choice is without them.
 */
export async function enqueueDeliveries(
  tx: Tx,
  { brandId, customerId, at, entries }: Written,
): Promise<void> {
  const listed = JSON.stringify(entries.map(({ seq, exchange }) => ({ seq, exchange })));
  await tx.execute(sql`
    with due as (
      insert into delivery (brand_id, customer_id, seq, system, exchange, created_at, tried_since)
      select s.brand_id, ${customerId}::uuid, entry.seq, s.slug, entry.exchange, ${at.toISOString()}::timestamptz,
        ${at.toISOString()}::timestamptz
      from json_to_recordset(${listed}::text::json) as entry (seq bigint, exchange text)
      join system s on s.brand_id = ${brandId}::uuid and s.retired_at is null and entry.exchange = any (s.exchanges)
      returning brand_id, customer_id, seq, system, null::timestamptz as run_at
    ) ${addJobs()}`);
}
