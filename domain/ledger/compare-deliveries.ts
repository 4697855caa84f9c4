import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';

export type StrayedDelivery = {
  customer: string;
  seq: number;
  system: string;
  why: 'missing' | 'untold' | 'altered';
};

/**
 * Deliveries that are not one of those that its entry names, or that an entry names and are not there, so many at most. Entries
 * from before they named systems are left out. What became of a delivery is what the system said: nothing signs it.
 */
export async function findStrayedDeliveries(
  tx: Tx,
  brandId: BrandId,
  most: number,
): Promise<StrayedDelivery[]> {
  const strayed = await tx.execute<Omit<StrayedDelivery, 'seq'> & { seq: string }>(sql`
    with told as (
      select l.customer_id, l.seq, system.slug, l.exchange, l.at
      from ledger l cross join lateral unnest(l.told) as system (slug) where l.brand_id = ${brandId}),
    sent as (
      select d.customer_id, d.seq, d.system, d.exchange, d.created_at
      from delivery d left join ledger l on l.customer_id = d.customer_id and l.seq = d.seq
      where d.brand_id = ${brandId} and (l.seq is null or l.told is not null))
    select coalesce(told.customer_id, sent.customer_id) as customer, coalesce(told.seq, sent.seq) as seq,
      coalesce(told.slug, sent.system) as system,
      case when sent.system is null then 'missing' when told.slug is null then 'untold' else 'altered' end as why
    from told
    full join sent on sent.customer_id = told.customer_id and sent.seq = told.seq and sent.system = told.slug
    where (told.exchange, told.at) is distinct from (sent.exchange, sent.created_at)
    order by customer, seq, system limit ${most}`);
  return strayed.map((row) => ({ ...row, seq: Number(row.seq) }));
}
