import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId, Hand } from '../actor.ts';
import { isWaiting } from './waiting.ts';

/**
 * Writes down the changes of the temporary table `next_identifier` (customer_id, kind, from_value, to_value), whose
 * customers are locked, before they are made; and has the record's last address told of each. By the rule of
 * docs/identity.md the new value opens the record at once when the operator's command line says it or when the last one
 * that did is put back, else once a second person confirms it or its time is up. One that a link was found wrong by
 * always needs to be confirmed. Gives how many wait.
 */
export async function changeIdentifiers(tx: Tx, brandId: BrandId, by: Hand): Promise<number> {
  const [found] = await tx.execute<{ waiting: number }>(sql`
    with known as (
      select n.*, ${lastOpen('own', 'n.from_value')} as earlier, own.id is not null as was_changed,
        ${lastOpen('mail', 'c.email')} as mail
      from next_identifier n
      join customer c using (customer_id)
      left join lateral (${lastOf('n.kind')}) own on true
      left join lateral (${lastOf(`'email'`)}) mail on true
    ), trusted as (
      select customer_id, kind, from_value, to_value,
        case when not found_wrong(customer_id, kind, earlier) then earlier end as earlier,
        case when not found_wrong(customer_id, 'email', mail) then mail end as mail,
        found_wrong(customer_id, kind, to_value) as is_wrong,
        was_changed and coalesce(to_value = earlier, false) as is_put_back
      from known
    ), written as (
      insert into identifier_change (customer_id, kind, brand_id, from_value, to_value, earlier, actor_kind, actor_id,
        tell, opens_at)
      select customer_id, kind, ${brandId}::uuid, from_value, to_value, earlier, ${by.kind}, ${by.id},
        case when not is_put_back then mail end,
        case when not is_wrong and (is_put_back or ${by.kind === 'system'}) then now() end
      from trusted
      returning customer_id, kind, id, tell, opens_at
    ), mails as (
      select array_agg((
        'tell-change', json_build_object('brand', ${brandId}::text, 'customer', customer_id, 'kind', kind, 'id', id),
        ${`tell ${brandId}`}, now(), 25, 'tell ' || customer_id || ' ' || kind || ' ' || id, 10, null
      )::graphile_worker.job_spec) as specs
      from written where tell is not null having count(*) > 0
    ), queued as (
      select count(*) from mails cross join lateral graphile_worker.add_jobs(mails.specs)
    )
    select (select count(*) from written where opens_at is null)::int as waiting, (select * from queued) as queued`);
  return found?.waiting ?? 0;
}

/** What waits is confirmed by the operator's command line where that says the same. Tables as in an import. */
export async function confirmRepeated(tx: Tx, brandId: BrandId): Promise<void> {
  await tx.execute(sql`
    update identifier_change ch set decision = 'confirmed', decided_at = now(), opens_at = least(ch.opens_at, now())
    from next_customer n
    where ch.brand_id = ${brandId} and ch.customer_id = n.customer_id and ${isWaiting}
      and ch.to_value = case ch.kind when 'email' then n.email else n.oidc_subject end
      and not found_wrong(ch.customer_id, ch.kind, ch.to_value)`);
}

const lastOf = (kind: string) =>
  sql.raw(`select ch.id, ch.opens_at, ch.earlier from identifier_change ch
    where ch.customer_id = n.customer_id and ch.kind = ${kind} order by ch.id desc limit 1`);

/** The last value that let its person in: the one there is, or, while that one waits, the one before. */
const lastOpen = (change: 'own' | 'mail', now: string) =>
  sql.raw(`case when ${change}.id is null or coalesce(${change}.opens_at <= now(), false) then ${now}
    else ${change}.earlier end`);
