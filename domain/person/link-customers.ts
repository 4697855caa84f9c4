import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';

export type Linked = { brandId: BrandId; customerId: CustomerId };

/**
 * Links a person to every record whose identifier they prove now and that is vouched for (`own_records`, explained in
 * docs/identity.md). A record that someone has stays theirs for as long as they prove it.
 * Of several at one brand the subject comes before the address, the longest relationship before a newer one.
 */
export async function linkCustomers(db: Db, personId: PersonId): Promise<Linked[]> {
  // The identifier is asked for again at the row itself: a change may have come first, and is seen once its lock is held.
  return withScope(db, { kind: 'portal' }, async (tx) => {
    await giveWay(tx, personId);
    return tx.execute<Linked>(sql`
      with fit as materialized (
        select distinct on (o.customer_id) o.customer_id, o.brand_id, o.since, o.kind, o.value
        from records_of(${personId}) o where o.may_link and o.linked_to is null
        order by o.customer_id, o.kind desc
      ), taken as (
        update customer c set person_id = ${personId} from fit
        where c.customer_id = fit.customer_id and c.person_id is null
          and fit.value = case fit.kind when 'email' then c.email else c.oidc_subject end
        returning c.customer_id
      )
      insert into relation (person_id, brand_id, customer_id, proof)
      select ${personId}::uuid, fit.brand_id, fit.customer_id, fit.kind from fit join taken using (customer_id)
      order by fit.brand_id, fit.kind = 'oidc_subject' desc, fit.since, fit.customer_id
      returning brand_id as "brandId", customer_id as "customerId"`);
  });
}

/**
 * Who has nothing but a brand's word for a record gives way to whoever proves its identifier: else a brand's staff, who
 * can make such a word, could keep a record from its person. Their links and sessions end.
 */
async function giveWay(tx: Tx, personId: PersonId): Promise<void> {
  await tx.execute(sql`
    with ceding as (
      select distinct o.customer_id, c.person_id from records_of(${personId}) o join customer c using (customer_id)
      where o.may_link and o.linked_to is null and c.person_id is not null
    ), freed as (
      update customer c set person_id = null from ceding
      where c.customer_id = ceding.customer_id and c.person_id = ceding.person_id
      returning c.customer_id
    ), forgotten as (
      delete from brand_account a using freed where a.customer_id = freed.customer_id
    ), signed_out as (
      delete from session s using freed where s.through_customer = freed.customer_id
    )
    update relation r set ended_at = now(), ended = 'moved' from freed
    where r.customer_id = freed.customer_id and r.ended_at is null`);
}
