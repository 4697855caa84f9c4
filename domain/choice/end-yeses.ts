import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import type { BrandId, CustomerId, SystemActor } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { listListeners } from '../ledger/append.ts';
import { type Entry, type Link, linkEntries } from '../ledger/link.ts';
import { writeLinks } from '../ledger/write-links.ts';

/** How many are ended at once: that long others wait for these customers' chains. */
const batch = 200;

/**
 * Each brand's, until `stopping`; repeating it changes nothing, and goes on where it was left.
 * Throws an AggregateError when all are through and some failed.
 */
export async function endYesesOfAll(db: Db, now = new Date(), stopping?: AbortSignal): Promise<void> {
  const brands = await db.execute<{ id: BrandId }>(sql`select id from brand order by id`);
  const failures: unknown[] = [];
  for (const { id } of brands) {
    const actor = { kind: 'system' as const, name: 'end yeses', brandId: id };
    await endYeses({ db, actor, now: () => now }, stopping).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some yeses that ended were not written down.');
}

/** Since which version a yes counts: none of a retired exchange does. */
const askedSince = sql.raw('case when e.retired_at is null then e.asked_since else 2147483647 end');

/**
 * Writes down each yes of the brand that has ended, because its time was up, a version that goes further is in
 * force, its exchange was retired, or another that was said no to has come to be about its use, so that the brand's systems hear of it like of a choice. Decisions have said no since that very moment.
 * Customers who are choosing right now are left for the next time. Gives how many.
 */
export async function endYeses(ctx: Ctx<SystemActor>, stopping?: AbortSignal): Promise<number> {
  let ended = 0;
  for (let written = 1; written > 0 && !stopping?.aborted; ended += written)
    written = await transact(ctx, (tx) => endSome(tx, ctx.actor.brandId, clock(ctx)));
  return ended;
}

async function endSome(tx: Tx, brandId: BrandId, at: Date): Promise<number> {
  const customerIds = await holdCustomers(tx, brandId, at);
  if (customerIds.length === 0) return 0;
  const [rows, systems] = await Promise.all([
    readEnded(tx, { brandId, customerIds, at }),
    listListeners(tx, brandId),
  ]);
  const links = [...Map.groupBy(rows, (row) => row.customer_id)].flatMap(([customerId, its]): Link[] => {
    const acting = { customerId, brandId, by: { kind: 'system' as const, id: null } };
    const head = { seq: Number(its[0]?.head_seq ?? 0), hash: its[0]?.head_hash ?? null, systems };
    return linkEntries(acting, head, { entries: its.map(entryOf), locale: null, at });
  });
  await writeLinks(tx, brandId, at, links);
  return links.length;
}

/**
 * Locks some customers who have a yes that ended. Two ways to find them, in the order of an index each; not on a basis that nobody
 * can switch, where an old yes neither counts nor ends. The third, a no kept against the use, is looked for only where
 * several exchanges have been about it: whoever says no turns off what is on for the use in the same breath.
 */
async function holdCustomers(tx: Tx, brandId: BrandId, at: Date): Promise<CustomerId[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ customer_id: CustomerId }>(sql`
    with live as materialized (
      select e.slug, ${askedSince} as asked_since, v.category, v.purpose, e.retired_at is null and exists (
          select from exchange_version other
          where other.brand_id = v.brand_id and other.category = v.category and other.purpose = v.purpose
            and other.exchange <> v.exchange
        ) as is_shared, standing('granted', 0, null, null, v.basis, 1, ${now}) = 'expired' as can_end
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      where e.brand_id = ${brandId}
    )
    select customer_id from customer
    where customer_id in (
      select ended.customer_id from live
      cross join lateral (
        (select c.customer_id from choice c
          where live.can_end and c.brand_id = ${brandId} and c.exchange = live.slug and c.state = 'granted'
            and c.version < live.asked_since
          order by c.version limit ${batch})
        union all
        (select c.customer_id from choice c
          where live.can_end and c.brand_id = ${brandId} and c.exchange = live.slug and c.state = 'granted'
            and c.expires_at <= ${now}
          order by c.expires_at limit ${batch})
        union all
        (select c.customer_id from kept_no n
          join choice c on c.customer_id = n.customer_id and c.exchange = live.slug
          where live.is_shared and n.brand_id = ${brandId} and n.category = live.category and n.purpose = live.purpose
            and c.state = 'granted'
          limit ${batch})
      ) ended
      limit ${batch})
    for no key update skip locked`);
  return rows.map(({ customer_id }) => customer_id);
}

type Ended = {
  customer_id: CustomerId;
  exchange: string;
  version: number;
  head_seq: string;
  head_hash: Buffer;
};

/** Read once the chains are locked: a choice may have come before. */
const readEnded = (
  tx: Tx,
  { brandId, customerIds, at }: { brandId: BrandId; customerIds: CustomerId[]; at: Date },
) =>
  tx.execute<Ended>(sql`
    select c.customer_id, c.exchange, c.version, head.seq as head_seq, head.hash as head_hash
    from choice c
    join exchange e on e.brand_id = c.brand_id and e.slug = c.exchange
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    cross join lateral (
      select l.seq, l.hash from ledger l where l.customer_id = c.customer_id order by l.seq desc limit 1
    ) head
    left join lateral no_to_use(c.customer_id, c.brand_id, v.category, v.purpose) n on e.retired_at is null
    where c.brand_id = ${brandId} and c.customer_id in ${customerIds} and c.state = 'granted'
      and standing(c.state, c.version, c.expires_at, n.state, v.basis, ${askedSince}, ${at.toISOString()}::timestamptz)
        not in ('granted', 'locked')
    order by c.customer_id, c.exchange`);

/** Of the version that the yes was said to. */
const entryOf = ({ exchange, version }: Ended): Entry => ({
  exchange,
  version,
  from: 'granted',
  state: 'expired',
  expiresAt: null,
});
