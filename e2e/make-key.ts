import type { BrandId, PersonId } from '#domain/actor.ts';
import { createKey } from '#domain/api-key/create-key.ts';
import type { Portal } from './start-portal.ts';

/** A key of a brand's with these scopes, made in the name of the demo's owner. */
export async function makeKey({ sql, db }: Portal, brand: string, scopes: readonly string[]) {
  const [owner] = await sql<[{ brandId: BrandId; personId: PersonId }]>`
    select brand_id as "brandId", person_id as "personId" from staff
    where role = 'owner' and brand_id = (select id from brand where slug = ${brand}) limit 1`;
  const actor = { kind: 'staff', role: 'owner', ...owner } as const;
  const by = { db, actor };
  return { by, ...(await createKey(by, { name: 'Journey', scopes, days: null })) };
}
