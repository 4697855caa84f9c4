import { randomUUID } from 'node:crypto';
import { customerId } from '#domain/customer/customer-id.ts';
import type { Portal } from './start-portal.ts';

/** A customer of the test's own, whom signing in with the address links. Gives their external id. */
export async function makeCustomer({ sql }: Portal, brandSlug: string, email: string): Promise<string> {
  const externalId = `E2E-${randomUUID().slice(0, 8)}`;
  const [brand] = await sql<[{ id: string; id_key: Buffer }]>`
    select id, id_key from brand where slug = ${brandSlug}`;
  await sql`insert into customer (customer_id, brand_id, external_id, email)
    values (${customerId(brand.id_key, externalId)}, ${brand.id}, ${externalId}, ${email})`;
  return externalId;
}
