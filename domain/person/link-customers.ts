import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';

export type Linked = { brandId: BrandId; customerId: CustomerId };

/**
 * Links a person to every customer record that brands imported for them: by the person's verified address, by one
 * verified in this very sign-in, or by `issuer|subject`. A record that someone has stays theirs.
 * Of several at one brand the subject comes before the address, the longest relationship before a newer one.
 */
export async function linkCustomers(
  db: Db,
  personId: PersonId,
  verifiedEmail: string | null = null,
): Promise<Linked[]> {
  // `proven` is materialized: past row security only a plain comparison, not one with `||` in it, may use an index.
  return withScope(db, { kind: 'portal' }, (tx) =>
    tx.execute<Linked>(sql`
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
      )
      insert into relation (person_id, brand_id, customer_id)
      select ${personId}::uuid, f.brand_id, f.customer_id from found f
      where not exists (select from relation r where r.customer_id = f.customer_id)
      group by f.brand_id, f.customer_id, f.since
      order by f.brand_id, bool_or(f.by_subject) desc, f.since, f.customer_id
      on conflict do nothing
      returning brand_id as "brandId", customer_id as "customerId"`),
  );
}
