import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { addJobs } from './add-jobs.ts';

/** Ledger entries of one brand's customers, written in the same transaction. */
export type Written = {
  brandId: BrandId;
  at: Date;
  entries: readonly { customerId: string; seq: number; exchange: string }[];
};

/**
 * Sends choices on their way to every system that uses their exchange: a delivery and its job each, all in one
 * statement of the caller's transaction, so that no acknowledged choice is without them.
 */
export async function enqueueDeliveries(tx: Tx, { brandId, at, entries }: Written): Promise<void> {
  const listed = JSON.stringify(
    entries.map(({ customerId, seq, exchange }) => ({ customer: customerId, seq, exchange })),
  );
  await tx.execute(sql`
    with due as (
      insert into delivery (brand_id, customer_id, seq, system, exchange, created_at, tried_since)
      select s.brand_id, entry.customer, entry.seq, s.slug, entry.exchange, ${at.toISOString()}::timestamptz,
        ${at.toISOString()}::timestamptz
      from json_to_recordset(${listed}::text::json) as entry (customer uuid, seq bigint, exchange text)
      join system s on s.brand_id = ${brandId}::uuid and s.retired_at is null and entry.exchange = any (s.exchanges)
      returning brand_id, customer_id, seq, system, null::timestamptz as run_at
    ) ${addJobs()}`);
}
