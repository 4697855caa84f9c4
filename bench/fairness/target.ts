import { sql } from 'drizzle-orm';
import type { BrandId, PersonId } from '#domain/actor.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import type { Portal } from '../open-portal.ts';
import { openSession } from '../sign-in.ts';

/** The brand from which a portal is attacked; others' switches are measured. */
const brand = 'otterlight';

/** What an attacker of this brand has in hand, as one process tells another. */
export type Target = {
  url: string;
  brand: string;
  /** Cookies. */
  owner: string;
  customer: string;
  /** A key that may do everything. */
  key: string;
  exchange: string;
  category: string;
  purpose: string;
  /** Customers by the brand's own ids. */
  known: string[];
};

export async function targetAt(portal: Portal): Promise<Target> {
  const { db, url } = portal;
  const [staff] = await db.execute<{ brandId: BrandId; personId: PersonId }>(sql`
    select brand_id as "brandId", person_id as "personId" from staff
    where role = 'owner' and brand_id = (select id from brand where slug = ${brand}) limit 1`);
  const [use] = await db.execute<{ exchange: string; category: string; purpose: string }>(sql`
    select e.slug as exchange, v.category, v.purpose from exchange e
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    where e.brand_id = (select id from brand where slug = ${brand}) and v.basis = 'consent' order by e.slug limit 1`);
  if (!staff || !use) throw new Error('The demo has nobody to attack from.');
  const { people, known } = await customersOf(portal, staff.brandId);
  const [customer] = people;
  if (!customer) throw new Error('The demo’s brand has no customer who can sign in.');
  const actor = { kind: 'staff' as const, role: 'owner' as const, ...staff };
  const scopes = ['ingest', 'decide', 'choices'];
  const { secret } = await createKey({ db, actor }, { name: 'Attack', scopes, days: 1 });
  return {
    ...{ url, brand, ...use, known, key: secret },
    owner: await openSession(portal, staff.personId),
    customer: await openSession(portal, customer),
  };
}

const customersOf = ({ db }: Portal, brandId: BrandId) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local app.portal = 'on'`);
    const people = await tx.execute<{ id: PersonId }>(sql`
      select person_id as id from relation where brand_id = ${brandId} order by person_id limit 1`);
    const known = await tx.execute<{ id: string }>(sql`
      select external_id as id from customer where brand_id = ${brandId} order by external_id limit 200`);
    return { people: people.map(({ id }) => id), known: known.map(({ id }) => id) };
  });
