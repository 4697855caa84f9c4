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
  // `proven` is materialized: past row security only a plain comparison, not one with `||` in it, may use an index.
  const rows = await withScope(db, { kind: 'portal' }, (tx) =>
    tx.execute<{ brandId: BrandId; customerId: CustomerId; linked: boolean }>(sql`
      with proven as materialized (
        select p.email, null as subject from person p where p.id = ${personId} and p.email_verified_at is not null
        union select ${verifiedEmail}::text, null
        union select null, a.provider || '|' || a.subject from account a where a.person_id = ${personId}
      ), found as (
        select c.brand_id, c.customer_id, c.since, true as by_subject
        from proven join customer c on c.oidc_subject = proven.subject
        union all
        select c.brand_id, c.customer_id, c.since, false
        from proven join customer c on c.email = proven.email
      ), free as (
        select f.brand_id, f.customer_id, row_number() over (
          partition by f.brand_id order by bool_or(f.by_subject) desc, f.since, f.customer_id) as place
        from found f
        where not exists (select from relation r where r.customer_id = f.customer_id)
        group by f.brand_id, f.customer_id, f.since
      ), linked as (
        insert into relation (person_id, brand_id, customer_id)
        select ${personId}::uuid, free.brand_id, free.customer_id from free where free.place = 1
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
