import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import type { Counts } from './merge-rows.ts';

/** Counts what is only counted: a datum whose mark is there was counted before, whatever it says now. */
export async function mergeMarks(tx: Tx, brandId: BrandId): Promise<Map<number, Counts>> {
  await tx.execute(
    sql.raw(`create temp table next_mark on commit drop as
      select n.customer_id, n.category, n.source, n.collected_at, n.feed, f.fingerprint,
        exists (select from holding_mark m
          where (m.customer_id, m.category, m.fingerprint) = (n.customer_id, n.category, f.fingerprint)) as known
      from next_holding n, lateral (select decode(n.key, 'hex') as fingerprint) f
      where n.keeps = 'count'`),
  );
  await tx.execute(sql`
    insert into holding_tally as t (customer_id, brand_id, category, source, count, first_at, last_at)
    select customer_id, ${brandId}::uuid, category, source, count(*), min(collected_at), max(collected_at)
    from next_mark where not known group by customer_id, category, source
    on conflict (customer_id, category, source) do update set count = t.count + excluded.count,
      first_at = least(t.first_at, excluded.first_at), last_at = greatest(t.last_at, excluded.last_at)`);
  await tx.execute(sql`
    insert into holding_mark (customer_id, brand_id, category, fingerprint)
    select customer_id, ${brandId}::uuid, category, fingerprint from next_mark where not known`);
  const counts = await tx.execute<{ feed: number; inserted: string; unchanged: string }>(
    sql.raw(`select feed, count(*) filter (where not known) as inserted, count(*) filter (where known) as unchanged
      from next_mark group by feed`),
  );
  return new Map(
    counts.map(({ feed, inserted, unchanged }) => [
      feed,
      { inserted: Number(inserted), updated: 0, unchanged: Number(unchanged) },
    ]),
  );
}
