import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { endLength } from './chain-end.ts';

export type LostEnd = { customer: string; seq: number };

/**
 * The first chain end of a checkpoint that the ledger no longer has: history was cut or rewritten since.
 * The tiles are taken apart first, so that the ledger is read by its key alone.
 */
export async function findLostEnd(tx: Tx, brandId: BrandId, number: number): Promise<LostEnd | null> {
  const [lost] = await tx.execute<{ customer: string; seq: string }>(sql`
    with packed as materialized (
      select substring(content from i * ${endLength}::int + 1 for ${endLength}::int) as bytes
      from checkpoint_tile, generate_series(0, length(content) / ${endLength}::int - 1) i
      where brand_id = ${brandId} and number = ${number} and level = 0),
    ends as materialized (
      select encode(substring(bytes for 16), 'hex')::uuid as customer,
        ('x' || encode(substring(bytes from 17 for 8), 'hex'))::bit(64)::bigint as seq,
        substring(bytes from 25) as head
      from packed)
    select customer, ends.seq from ends
    left join ledger l on l.customer_id = ends.customer and l.seq = ends.seq
    where l.hash is distinct from ends.head
    order by customer limit 1`);
  return lost ? { customer: lost.customer, seq: Number(lost.seq) } : null;
}
