import type { BrandId, CustomerId, PersonId } from '#domain/actor.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import type { Portal } from './start-portal.ts';

type Row = { customer: CustomerId; brand: BrandId; person: PersonId; version: number };

/** Sets a customer's exchange on or off as they would in another browser, after reading how it stands there. */
export async function sayElsewhere(
  { sql, db }: Portal,
  email: string,
  exchange: string,
  want: 'on' | 'off',
): Promise<void> {
  const [row] = await sql<Row[]>`
    select c.customer_id as customer, c.brand_id as brand, r.person_id as person, e.live_version as version
    from customer c join relation r using (customer_id) join exchange e on e.brand_id = c.brand_id
    where c.email = ${email} and e.slug = ${exchange}`;
  if (!row) throw new Error(`${email} cannot set ${exchange}.`);
  const actor = {
    kind: 'customer' as const,
    customerId: row.customer,
    brandId: row.brand,
    personId: row.person,
  };
  await setChoices({ db, actor }, { wishes: [{ exchange, want, version: row.version }], locale: 'en' });
}
