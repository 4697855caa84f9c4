import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId, CustomerId } from '../actor.ts';

/** A kind of data about one customer. */
export type Collectable = { customerId: CustomerId; category: string };

/**
 * Which of these may be collected: those that some exchange in force may use (`isOn` in standing.ts, here by its
 * functions in the database), unless an exchange about collecting itself (a purpose with the Fides use `collect`)
 * is off. So whoever has turned off every use of a kind of data is collected no more of it; and what no exchange
 * uses, or none has been agreed to, is not collected in the first place.
 *
 * Locks the customers' rows until the transaction ends: a choice that is acknowledged meanwhile has waited for it,
 * and what comes after a no is not collected.
 */
export async function readCollectable(
  tx: Tx,
  brandId: BrandId,
  wanted: readonly Collectable[],
  at: Date,
): Promise<(of: Collectable) => boolean> {
  if (wanted.length === 0) return () => false;
  const ids = `{${wanted.map(({ customerId }) => customerId).join(',')}}`;
  const categories = `{${wanted.map(({ category }) => category).join(',')}}`;
  await tx.execute(sql`
    select from customer where customer_id = any(${ids}::uuid[]) order by customer_id for share`);
  const rows = await tx.execute<{ customerId: CustomerId; category: string }>(sql`
    with wanted as materialized (
      select distinct * from unnest(${ids}::uuid[], ${categories}::text[]) as w (customer_id, category)
    ), offer as materialized (
      select v.category, v.purpose, e.slug, e.asked_since, v.basis,
        u.key = 'collect' or u.key like 'collect.%' as collects
      from exchange e
      join exchange_version v on (v.brand_id, v.exchange, v.version) = (e.brand_id, e.slug, e.live_version)
      cross join lateral (select v.meaning #>> '{purpose,standardKey}' as key) u
      where e.brand_id = ${brandId} and e.retired_at is null and v.category = any(${categories}::text[])
    )
    select w.customer_id as "customerId", w.category
    from wanted w
    join offer o on o.category = w.category
    left join choice c on c.customer_id = w.customer_id and c.exchange = o.slug
    left join lateral no_to_use(w.customer_id, ${brandId}, o.category, o.purpose) n on true
    cross join lateral (
      select is_on(
        standing(c.state, c.version, c.expires_at, n.state, o.basis, o.asked_since, ${at.toISOString()}::timestamptz),
        o.basis) as is_on
    ) s
    group by w.customer_id, w.category
    having bool_or(s.is_on) and not bool_or(o.collects and not s.is_on)`);
  const found = new Set(rows.map(nameOf));
  return (of) => found.has(nameOf(of));
}

const nameOf = ({ customerId, category }: Collectable) => `${customerId} ${category}`;
