import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { eventOutcomes } from '#db/schema/event.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import type { Collectable } from '../exchange/collection.ts';
import type { Heard } from './hear-event.ts';

export type Outcome = (typeof eventOutcomes)[number];

/** An event that was heard, and what became of it. */
export type Counted = Pick<Heard, 'type' | 'name'> & { outcome: Outcome };

/** Names a brand may have counted on one day; more are counted together, under this name. */
const mostNames = 500;
export const otherNames = '…';

/** Adds to the day's counts. Only one writer a brand at a time: the caller has its turn. */
export async function recordCounts(tx: Tx, brandId: BrandId, events: readonly Counted[], at: Date) {
  if (events.length === 0) return;
  const sums = [...Map.groupBy(events, (event) => JSON.stringify([event.type, event.name, event.outcome]))];
  const rows = sums.flatMap(([, [first, ...rest]]) => (first ? [{ ...first, count: rest.length + 1 }] : []));
  await tx.execute(sql`
    with said as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json)
        as s (type text, name text, outcome text, count int)
    ), known as (
      select distinct type, name from event_count where brand_id = ${brandId} and day = ${dayOf(at)}::date
    ), ranked as (
      select s.*, k.name is not null as is_known,
        (select count(*) from known) + dense_rank() over (partition by k.name is null order by s.type, s.name) as place
      from said s left join known k using (type, name)
    )
    insert into event_count as t (brand_id, day, type, name, outcome, count, last_at)
    select ${brandId}::uuid, ${dayOf(at)}::date, type,
      case when is_known or place <= ${mostNames} then name else ${otherNames} end as named,
      outcome, sum(count), ${at.toISOString()}::timestamptz
    from ranked group by type, named, outcome
    on conflict (brand_id, day, type, name, outcome) do update
    set count = t.count + excluded.count, last_at = greatest(t.last_at, excluded.last_at)`);
}

/** Adds to what each customer is shown as not collected: one for each of these. */
export async function recordNotCollected(
  tx: Tx,
  brandId: BrandId,
  withheld: readonly Collectable[],
  at: Date,
) {
  if (withheld.length === 0) return;
  const rows = withheld.map(({ customerId, category }): { id: CustomerId; category: string } => ({
    id: customerId,
    category,
  }));
  await tx.execute(sql`
    insert into not_collected as t (customer_id, category, brand_id, count, first_at, last_at)
    select id, category, ${brandId}::uuid, count(*), ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, category text)
    group by id, category order by id, category
    on conflict (customer_id, category) do update
    set count = t.count + excluded.count, last_at = greatest(t.last_at, excluded.last_at)`);
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
