import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { requireScope } from '../api-key/require-scope.ts';
import { placeBefore } from '../choice/changes.ts';
import { type Ctx, clock, transact } from '../context.ts';
import type { Question } from './decide.ts';

/** Customers of one snapshot, in batches; `after` is its place in the feed of changes. */
export type Audience = {
  start: (snapshot: { after: string; checkedAt: Date }) => void;
  batch: (customers: string[]) => Promise<void>;
};

/** Rows fetched at once: what keeps memory flat. */
const batch = 2_000;

/**
 * Gives the external id of every customer for whom a decision would be "yes", by one statement and so of one
 * snapshot, through a cursor: memory stays flat however many they are. Follow the feed of changes from the
 * snapshot's place to stay up to date. Gives how many they were. The order is no order.
 */
export async function readAudience(
  ctx: Ctx,
  question: Omit<Question, 'minSeq'>,
  { start, batch: take }: Audience,
): Promise<number> {
  requireScope(ctx.actor, 'decide');
  const at = clock(ctx);
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    await tx.execute(sql`set transaction isolation level repeatable read, read only`);
    // A reader who stands still for a minute gives up the connection.
    await tx.execute(sql`set local idle_in_transaction_session_timeout = '60s'`);
    const [now] = await tx.execute<{ xmin: string }>(
      sql`select pg_snapshot_xmin(pg_current_snapshot()) as xmin`,
    );
    // All of it is read: whole tables against each other, also where the planner does not know yet how large they are.
    await tx.execute(sql`set local cursor_tuple_fraction = 1`);
    await tx.execute(sql`set local enable_nestloop = off`);
    await tx.execute(declare(brandId, question, at));
    start({ after: placeBefore(now?.xmin ?? '0'), checkedAt: at });
    let count = 0;
    for (;;) {
      const customers = await fetchBatch(tx);
      count += customers.length;
      if (customers.length > 0) await take(customers);
      if (customers.length < batch) return count;
    }
  });
}

async function fetchBatch(tx: Tx): Promise<string[]> {
  const rows = await tx.execute<{ customer: string }>(sql.raw(`fetch ${batch} from audience`));
  return rows.map(({ customer }) => customer);
}

/**
 * The rule of `decide()` for everyone: one of the exchanges is on, and none has been said no to, nor the use. What was said is read
 * by exchange and not by customer. An exchange that is on unasked counts where the customer has said nothing of it.
 */
function declare(brandId: string, question: Omit<Question, 'minSeq'>, at: Date) {
  const { category, purpose } = question;
  const exchange = question.exchange ?? null;
  const now = sql`${at.toISOString()}::timestamptz`;
  return sql`
  declare audience no scroll cursor for
  with offer as materialized (
    select e.slug, e.asked_since, v.basis,
      is_on(standing(null, null, null, null, v.basis, e.asked_since, ${now}), v.basis) as unasked
    from exchange_version v
    join exchange e on e.brand_id = v.brand_id and e.slug = v.exchange and e.live_version = v.version
    where v.brand_id = ${brandId} and v.category = ${category} and v.purpose = ${purpose}
      and e.retired_at is null and (${exchange}::text is null or e.slug = ${exchange})
  ), said as (
    select ch.customer_id, count(*) filter (where o.unasked) as of_unasked,
      bool_or(is_on(s.stands, o.basis)) as any_on,
      bool_or(s.stands in ('refused', 'withdrawn', 'objected')) as any_no
    from choice ch
    join offer o on o.slug = ch.exchange
    cross join lateral (
      select standing(ch.state, ch.version, ch.expires_at, null, o.basis, o.asked_since, ${now}) as stands
    ) s
    where ch.brand_id = ${brandId} and ch.exchange = any (array(select slug from offer))
    group by ch.customer_id
  )
  select c.external_id as customer
  from customer c
  left join said on said.customer_id = c.customer_id
  where c.brand_id = ${brandId} and said.any_no is not true and not exists (
      select from kept_no n
      where n.customer_id = c.customer_id and n.brand_id = ${brandId} and n.category = ${category}
        and n.purpose = ${purpose})
    and (said.any_on or coalesce(said.of_unasked, 0) < (select count(*) from offer where unasked))`;
}
