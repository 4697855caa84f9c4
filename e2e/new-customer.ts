import { randomUUID } from 'node:crypto';
import type { CustomerId } from '#domain/actor.ts';
import { recordName } from '#domain/person/record-address.ts';
import type { Portal } from './start-portal.ts';

/** Puts a customer of the test's own into a demo brand, as an import would; signing in with the address links them. */
export async function newCustomer({ sql }: Portal, brand = 'otterlight'): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  await sql`insert into customer (customer_id, brand_id, external_id, email, since)
    select ${randomUUID()}, id, ${email}, ${email}, now() - interval '1 year' from brand where slug = ${brand}`;
  return email;
}

/** What the database says of a customer's choices: exchange → state. */
export async function choicesOf({ sql }: Portal, email: string): Promise<Record<string, string>> {
  const rows = await sql<{ exchange: string; state: string }[]>`
    select exchange, state from choice join customer using (customer_id) where email = ${email}`;
  return Object.fromEntries(rows.map((row) => [row.exchange, row.state]));
}

/** How many entries the customer's ledger has. */
export async function ledgerLength({ sql }: Portal, email: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from ledger join customer using (customer_id) where email = ${email}`;
  return row?.count ?? 0;
}

/** The name by which acts mean the record of the customer with this address. */
export async function recordOf({ sql }: Portal, brand: string, email: string): Promise<string> {
  const [row] = await sql<{ id: CustomerId }[]>`
    select customer_id as id from customer c join brand b on b.id = c.brand_id
    where c.email = ${email} and b.slug = ${brand}`;
  if (!row) throw new Error(`${brand} has no customer ${email}.`);
  return recordName({ slug: brand, customerId: row.id });
}
