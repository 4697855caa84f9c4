import { type SQL, sql } from 'drizzle-orm';
import type { BrandId } from '../actor.ts';

/**
 * Sends entries on their way to the systems that they name: a delivery for each row of a relation `link` (customer, seq,
 * exchange, told) and each that it told. Gives what `addJobs` wants as `due`.
 */
export const dueOf = (brandId: BrandId, at: Date): SQL => sql`
  insert into delivery (brand_id, customer_id, seq, system, exchange, created_at, tried_since)
  select ${brandId}::uuid, link.customer, link.seq, system.slug, link.exchange, ${at.toISOString()}::timestamptz,
    ${at.toISOString()}::timestamptz
  from link
  cross join lateral unnest(link.told) as system (slug)
  returning brand_id, customer_id, seq, system, null::timestamptz as run_at`;
