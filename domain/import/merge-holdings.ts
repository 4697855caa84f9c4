import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { type Counts, mergeRows, sum } from './merge-rows.ts';

/** What was staged, with what its rule says, each key once: the first of its rows. In order of the primary key. */
export const gatherHoldings = sql.raw(`
  create temp view every_holding as
  select s.customer_id, r.category, s.key, s.label, s.value, r.source, r.place, s.at as collected_at,
    coalesce(s.keep_until, s.at + make_interval(days => r.keep_days)) as keep_until, r.keeps, r.feed, s.line
  from staged_holding s join staged_holding_rule r using (rule);
  create temp table next_holding on commit drop as
  select distinct on (customer_id, category, key) * from every_holding
  order by customer_id, category, key, feed, line;
  analyze next_holding`);

/** Merges the holdings that are kept as value or masked, then counts anew what they touched. Counts by feed. */
export async function mergeHoldings(tx: Tx, brandId: BrandId): Promise<Map<number, Counts>> {
  const counts = await mergeRows(tx, brandId, {
    target: 'holding',
    next: 'next_holding',
    key: ['customer_id', 'category', 'key'],
    values: ['label', 'value', 'source', 'place', 'collected_at', 'keep_until'],
    where: `n.keeps <> 'count'`,
  });
  const { inserted, updated } = sum(counts.values());
  if (inserted + updated > 0) await tally(tx, brandId, updated > 0);
  return counts;
}

/** Counts anew what the touched customers have in the touched categories. */
async function tally(tx: Tx, brandId: BrandId, sourcesMayBeGone: boolean) {
  await tx.execute(
    sql.raw(`create temp table touched on commit drop as
      select distinct customer_id, category from next_holding where keeps <> 'count';
      analyze touched`),
  );
  if (sourcesMayBeGone)
    await tx.execute(
      sql.raw(`delete from holding_tally t using touched c
        where (t.customer_id, t.category) = (c.customer_id, c.category) and not exists (
          select from holding h
          where (h.customer_id, h.category, h.source) = (t.customer_id, t.category, t.source))`),
    );
  await tx.execute(sql`
    insert into holding_tally as t (customer_id, brand_id, category, source, count, first_at, last_at)
    select customer_id, ${brandId}::uuid, category, source, count(*), min(collected_at), max(collected_at)
    from holding join touched using (customer_id, category)
    group by customer_id, category, source
    on conflict (customer_id, category, source) do update
    set count = excluded.count, first_at = excluded.first_at, last_at = excluded.last_at
    where (t.count, t.first_at, t.last_at) is distinct from (excluded.count, excluded.first_at, excluded.last_at)`);
}
