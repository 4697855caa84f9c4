import { type SQL, sql } from 'drizzle-orm';
import type { BrandId } from '../actor.ts';

/**
 * Sends entries on their way to every system that uses their exchange: a delivery for each row of a relation `link`
 * (customer, seq, exchange). Gives what `addJobs` wants as `due`.
 */
export const dueOf = (brandId: BrandId, at: Date): SQL => sql`
  insert into delivery (brand_id, customer_id, seq, system, exchange, created_at, tried_since)
  select s.brand_id, link.customer, link.seq, s.slug, link.exchange, ${at.toISOString()}::timestamptz,
    ${at.toISOString()}::timestamptz
  from link
  join system s on s.brand_id = ${brandId}::uuid and s.retired_at is null and link.exchange = any (s.exchanges)
  returning brand_id, customer_id, seq, system, null::timestamptz as run_at`;
