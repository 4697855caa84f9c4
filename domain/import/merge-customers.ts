import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import type { Clash } from './clashes.ts';
import type { Counts } from './merge-rows.ts';

/** One row for each customer that the files name. */
export const gatherCustomers = sql.raw(`
  create temp table next_customer on commit drop as
  select customer_id, min(external_id) as external_id, min(email) as email,
    min(oidc_subject) as oidc_subject, min(since) as since
  from staged_customer group by customer_id;
  analyze next_customer`);

/** Rows that say another address, subject or beginning of a customer than an earlier row; they are taken out. */
export async function takeOutTornCustomers(tx: Tx): Promise<Clash[]> {
  return tx.execute<Clash>(
    sql.raw(`
    with torn as (
      select customer_id from staged_customer group by customer_id
      having min(email) <> max(email) or min(oidc_subject) <> max(oidc_subject) or min(since) <> max(since)
    ), ranked as (
      select s.ctid, s.feed, s.line, s.external_id as key, first_value(s.feed) over w as first_feed,
        first_value(s.line) over w as first_line, row_number() over w as n
      from staged_customer s join torn using (customer_id)
      where coalesce(s.email, s.oidc_subject, s.since::text) is not null
      window w as (partition by s.customer_id order by s.feed, s.line)
    )
    delete from staged_customer s using ranked r where s.ctid = r.ctid and r.n > 1
    returning r.feed, r.line, r.key, r.first_feed as "firstFeed", r.first_line as "firstLine"`),
  );
}

/**
 * Adds new customers and takes over what changed of known ones; what the files leave unknown stays as it was.
 * A relationship whose beginning nobody says began with the first thing that is held or was given.
 */
export async function mergeCustomers(tx: Tx, brandId: BrandId): Promise<Counts> {
  const [found] = await tx.execute<{ total: string; existing: string }>(
    sql.raw(`select count(*) as total, count(t.customer_id) as existing
      from next_customer n left join customer t using (customer_id)`),
  );
  const [total, existing] = [Number(found?.total ?? 0), Number(found?.existing ?? 0)];
  const changed = await tx.execute(
    sql.raw(`update customer t set imported_at = now(), email = coalesce(n.email, t.email),
        oidc_subject = coalesce(n.oidc_subject, t.oidc_subject), since = coalesce(n.since, t.since)
      from next_customer n where t.customer_id = n.customer_id
        and (n.email <> coalesce(t.email, '') or n.oidc_subject <> coalesce(t.oidc_subject, '') or n.since <> t.since)`),
  );
  if (total > existing)
    await tx.execute(sql`
      insert into customer (customer_id, brand_id, external_id, email, oidc_subject, since)
      select n.customer_id, ${brandId}::uuid, n.external_id, n.email, n.oidc_subject,
        coalesce(n.since, earliest.at, now())
      from next_customer n left join (
        select customer_id, min(at) as at from (
          select customer_id, at from staged_holding union all select customer_id, at from staged_benefit
        ) every group by customer_id
      ) earliest using (customer_id)
      where not exists (select from customer t where t.customer_id = n.customer_id)
      order by n.customer_id`);
  return { inserted: total - existing, updated: changed.count, unchanged: existing - changed.count };
}
