import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId, Hand } from '../actor.ts';
import { changeIdentifiers, confirmRepeated } from '../identifier/change-identifiers.ts';
import { endUnproven } from '../person/end-links.ts';
import type { Clash } from './clashes.ts';
import type { Counts } from './merge-rows.ts';

export type MergedCustomers = {
  counts: Counts;
  /** Changed identifiers that do not let their person in yet. */
  waiting: number;
};

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
export async function mergeCustomers(tx: Tx, brandId: BrandId, by: Hand): Promise<MergedCustomers> {
  const [found] = await tx.execute<{ total: string; existing: string; renamed: string }>(
    sql.raw(`select count(*) as total, count(t.customer_id) as existing,
        count(*) filter (where ${hasOther}) as renamed
      from next_customer n left join customer t using (customer_id)`),
  );
  const [total, existing] = [Number(found?.total ?? 0), Number(found?.existing ?? 0)];
  const waiting = Number(found?.renamed ?? 0) > 0 ? await keepIdentifierChanges(tx, brandId, by) : 0;
  if (by.kind === 'system' && existing > 0) await confirmRepeated(tx, brandId);
  const changed = await tx.execute(
    sql.raw(`update customer t set imported_at = now(), email = coalesce(n.email, t.email),
        oidc_subject = coalesce(n.oidc_subject, t.oidc_subject), since = coalesce(n.since, t.since)
      from next_customer n where t.customer_id = n.customer_id and (${hasOther} or n.since <> t.since)`),
  );
  if (Number(found?.renamed ?? 0) > 0) await endUnproven(tx, changedLinks, 'changed');
  if (total > existing)
    await tx.execute(sql`
      insert into customer (customer_id, brand_id, external_id, email, oidc_subject, since, added_by_kind, added_by_id)
      select n.customer_id, ${brandId}::uuid, n.external_id, n.email, n.oidc_subject,
        coalesce(n.since, earliest.at, now()), ${by.kind}, ${by.id}
      from next_customer n left join (
        select customer_id, min(at) as at from (
          select customer_id, at from staged_holding union all select customer_id, at from staged_benefit
        ) every group by customer_id
      ) earliest using (customer_id)
      where not exists (select from customer t where t.customer_id = n.customer_id)
      order by n.customer_id`);
  const counts = { inserted: total - existing, updated: changed.count, unchanged: existing - changed.count };
  return { counts, waiting };
}

/** The files say another address or subject of a known customer `t` than is known. */
const hasOther = `(t.customer_id is not null
  and (n.email <> coalesce(t.email, '') or n.oidc_subject <> coalesce(t.oidc_subject, '')))`;

const changedLinks = sql`r.customer_id in (select customer_id from next_identifier)`;

/** Writes down which identifiers are about to change. Gives how many of the new ones wait to be vouched for. */
async function keepIdentifierChanges(tx: Tx, brandId: BrandId, by: Hand): Promise<number> {
  // Locked before they are read: a choice of the person who had the record, or a decision about it, may come first.
  await tx.execute(
    sql.raw(`select from customer t join next_customer n using (customer_id) where ${hasOther}
      order by customer_id for no key update of t`),
  );
  await tx.execute(
    sql.raw(`create temp table next_identifier on commit drop as
      select t.customer_id, k.kind, k.now as from_value, k.next as to_value
      from next_customer n join customer t using (customer_id)
      cross join lateral (values ('email', t.email, n.email), ('oidc_subject', t.oidc_subject, n.oidc_subject))
        as k (kind, now, next)
      where k.next is distinct from k.now and k.next is not null`),
  );
  return changeIdentifiers(tx, brandId, by);
}
