import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { BrandId } from '../actor.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** A system that owes an answer: choices that have not reached it, or that it has and has not confirmed. */
export type Overdue = { slug: string; name: LocalText; missing: number; unconfirmed: number };

/**
 * What is not in force an hour after it was chosen, by system in use. `since`: only what came to be so after the brand
 * was last told, and only where that is a day ago.
 */
export function readOverdue(
  tx: Tx,
  brandId: BrandId,
  now: Date,
  since: 'ever' | 'last told' = 'ever',
): Promise<Overdue[]> {
  const before = (milliseconds: number) =>
    sql`${new Date(now.getTime() - milliseconds).toISOString()}::timestamptz`;
  const news: SQL =
    since === 'ever'
      ? sql``
      : sql`and (s.told_at is null or s.told_at <= ${before(day)})
          and d.created_at > coalesce(s.told_at - interval '1 hour', '-infinity')`;
  return tx.execute<Overdue>(sql`
    select s.slug, s.name, count(*) filter (where d.state <> 'sent')::int as missing,
      count(*) filter (where d.state = 'sent')::int as unconfirmed
    from system s
    join delivery d on d.brand_id = s.brand_id and d.system = s.slug and d.state <> 'applied'
    where s.brand_id = ${brandId} and s.retired_at is null and d.created_at <= ${before(hour)} ${news}
    group by s.brand_id, s.slug
    order by s.slug`);
}
