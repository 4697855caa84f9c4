import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';

export type LinkResult = {
  linked: readonly { brandId: BrandId; customerId: CustomerId }[];
  /** Records that match as well, at a brand where the person has one already: one relation a brand. */
  left: readonly { brandId: BrandId; customerId: CustomerId }[];
};

/**
 * Links a person to the customer records that brands imported for them: by the person's verified address, by one
 * verified in this very sign-in, or by `issuer|subject`. A record that someone has stays theirs.
 * Where a brand has several, the subject counts before the address, the longest relationship before a newer one.
 */
export async function linkCustomers(
  db: Db,
  personId: PersonId,
  verifiedEmail: string | null = null,
): Promise<LinkResult> {
  const rows = await withScope(db, { kind: 'portal' }, (tx) =>
    tx.execute<{ brandId: BrandId; customerId: CustomerId; linked: boolean }>(sql`
      with me as (
        select p.id,
          array_remove(array[case when p.email_verified_at is not null then p.email end, ${verifiedEmail}::text], null) as emails,
          array(select a.provider || '|' || a.subject from account a where a.person_id = p.id) as subjects
        from person p where p.id = ${personId}
      ), free as (
        select c.brand_id, c.customer_id, row_number() over (
          partition by c.brand_id
          order by (c.oidc_subject = any(me.subjects)) is true desc, c.since, c.customer_id) as place
        from me join customer c on c.email = any(me.emails) or c.oidc_subject = any(me.subjects)
        where not exists (select from relation r where r.customer_id = c.customer_id)
      ), linked as (
        insert into relation (person_id, brand_id, customer_id)
        select me.id, free.brand_id, free.customer_id from me, free where free.place = 1
        on conflict do nothing
        returning customer_id
      )
      select brand_id as "brandId", customer_id as "customerId",
        exists (select from linked where linked.customer_id = free.customer_id) as linked
      from free order by brand_id, place`),
  );
  const plain = ({ brandId, customerId }: LinkResult['left'][number]) => ({ brandId, customerId });
  return {
    linked: rows.filter((row) => row.linked).map(plain),
    left: rows.filter((row) => !row.linked).map(plain),
  };
}
