import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';

export type Strayed = { customer: string; exchange: string; seq: number };

/**
 * The first choice that is not what the last entry about it says, or has none; it also tells when the end of a chain is gone.
 * When a yes lapses its entry says; of an entry from before they did, it follows from the version.
 */
export async function findStrayedChoice(tx: Tx, brandId: BrandId): Promise<Strayed | null> {
  const [strayed] = await tx.execute<{ customer: string; exchange: string; seq: string }>(sql`
    with last as (
      select distinct on (customer_id, exchange) *
      from ledger where brand_id = ${brandId} order by customer_id, exchange, seq desc),
    due as (
      select last.customer_id, last.exchange, seq, state, last.version, at, source, case
        when told is not null then expires_at
        when state = 'granted' then coalesce(made_at, at) + (v.terms->>'lapsesAfterDays')::int * interval '24 hours'
        end as expires_at
      from last left join exchange_version v
        on v.brand_id = ${brandId} and v.exchange = last.exchange and v.version = last.version),
    held as (select * from choice where brand_id = ${brandId})
    select coalesce(due.customer_id, held.customer_id) as customer, coalesce(due.exchange, held.exchange) as exchange,
      greatest(due.seq, held.seq) as seq
    from due full join held on held.customer_id = due.customer_id and held.exchange = due.exchange
    where (due.seq, due.state, due.version, due.at, due.source, due.expires_at) is distinct from
      (held.seq, held.state, held.version, held.chosen_at, held.source, held.expires_at)
    order by customer, seq limit 1`);
  return strayed ? { ...strayed, seq: Number(strayed.seq) } : null;
}

/** A customer who has a chain and is not among the brand's customers any more. */
export async function findOrphan(tx: Tx, brandId: BrandId): Promise<string | null> {
  const [orphan] = await tx.execute<{ customer_id: string }>(sql`
    select l.customer_id from ledger l
    left join customer c on c.customer_id = l.customer_id and c.brand_id = l.brand_id
    where l.brand_id = ${brandId} and l.seq = 1 and c.customer_id is null
    order by l.customer_id limit 1`);
  return orphan?.customer_id ?? null;
}
