import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { PersonId } from '../actor.ts';
import { admit } from './admit.ts';
import { linkCustomers } from './link-customers.ts';

let database: TestDatabase;
const brands: Record<string, string> = {};
const id = (n: number) => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;

beforeAll(async () => {
  database = await testDatabase();
  for (const slug of ['grocer', 'stream']) {
    const [brand] = await database.owner`insert into brand (slug, name, summary, default_locale, id_key)
      values (${slug}, '{}', '{}', 'en', '\\x00') returning id`;
    brands[slug] = brand?.id;
  }
});
afterAll(() => database.drop());
beforeEach(() => database.owner`truncate relation, account, session, customer, person cascade`);

async function person(email: string | null, verified = true): Promise<PersonId> {
  const [row] = await database.owner`insert into person (email, email_verified_at)
    values (${email}, ${verified ? new Date() : null}) returning id`;
  return row?.id;
}

type Known = { email?: string; subject?: string; since?: string };

const customer = (n: number, brand: string, { email, subject, since }: Known) =>
  database.owner`insert into customer (customer_id, brand_id, external_id, email, oidc_subject, since)
    values (${id(n)}, ${brands[brand] ?? ''}, ${String(n)}, ${email ?? null}, ${subject ?? null}, ${since ?? '2024-01-01'})`;

const account = (personId: string, issuer: string, subject: string) =>
  database.owner`insert into account (provider, subject, person_id) values (${issuer}, ${subject}, ${personId})`;

const held = async (personId: string) =>
  (await database.owner`select customer_id from relation where person_id = ${personId} order by 1`).map(
    (row) => row.customer_id,
  );

const inOrder = async (personId: string, brand: string) =>
  (
    await database.owner`select customer_id from relation
      where person_id = ${personId} and brand_id = ${brands[brand] ?? ''} order by id`
  ).map((row) => row.customer_id);

describe('signing in', () => {
  test('links what every brand imported under the verified address, once', async () => {
    const anna = await person('anna@example.org');
    await customer(1, 'grocer', { email: 'anna@example.org' });
    await customer(2, 'stream', { email: 'anna@example.org' });
    await customer(3, 'stream', { email: 'ben@example.org' });
    expect(await linkCustomers(database.db, anna)).toHaveLength(2);
    expect(await held(anna)).toEqual([id(1), id(2)]);
    expect(await linkCustomers(database.db, anna)).toEqual([]);
  });

  test('links nothing by an address that was only claimed', async () => {
    const claimed = await person('anna@example.org', false);
    await customer(1, 'grocer', { email: 'anna@example.org' });
    expect(await linkCustomers(database.db, claimed)).toEqual([]);
  });

  test('links nothing for a person without an address to a customer without one', async () => {
    const nobody = await person(null);
    await customer(1, 'grocer', {});
    expect(await linkCustomers(database.db, nobody)).toEqual([]);
  });

  test('links by issuer and subject, both of them', async () => {
    const anna = await person(null);
    await account(anna, 'https://id.example', 'a-1');
    await customer(1, 'grocer', { subject: 'https://id.example|a-1' });
    await customer(2, 'stream', { subject: 'https://other.example|a-1' });
    await linkCustomers(database.db, anna);
    expect(await held(anna)).toEqual([id(1)]);
  });

  test('leaves a record with the person who has it', async () => {
    const [first, second] = [await person(null), await person('anna@example.org')];
    await account(first, 'https://id.example', 'a-1');
    await customer(1, 'grocer', { email: 'anna@example.org', subject: 'https://id.example|a-1' });
    await linkCustomers(database.db, first);
    expect(await linkCustomers(database.db, second)).toEqual([]);
    expect(await held(first)).toEqual([id(1)]);
  });

  test('links every record that a brand has of them: the subject first, then the longest relationship', async () => {
    const anna = await person('anna@example.org');
    await account(anna, 'https://id.example', 'a-1');
    await customer(1, 'grocer', { email: 'anna@example.org', since: '2019-01-01' });
    await customer(2, 'grocer', { subject: 'https://id.example|a-1' });
    await customer(3, 'stream', { email: 'anna@example.org', since: '2023-01-01' });
    await customer(4, 'stream', { email: 'anna@example.org', since: '2020-01-01' });
    await linkCustomers(database.db, anna);
    expect(await inOrder(anna, 'grocer')).toEqual([id(2), id(1)]);
    expect(await inOrder(anna, 'stream')).toEqual([id(4), id(3)]);
    expect(await linkCustomers(database.db, anna)).toEqual([]);
  });

  test('puts a record that comes later after those that are there, however long it has been', async () => {
    const anna = await person('anna@example.org');
    await customer(1, 'grocer', { email: 'anna@example.org', since: '2024-01-01' });
    await linkCustomers(database.db, anna);
    await customer(2, 'grocer', { email: 'anna@example.org', since: '2001-01-01' });
    await linkCustomers(database.db, anna);
    expect(await inOrder(anna, 'grocer')).toEqual([id(1), id(2)]);
  });

  test('gives two people who could both have a record to the one who came first, even at once', async () => {
    const [anna, ben] = [await person('anna@example.org'), await person(null)];
    await account(ben, 'https://id.example', 'b-1');
    await customer(1, 'grocer', { email: 'anna@example.org', subject: 'https://id.example|b-1' });
    await Promise.all([linkCustomers(database.db, anna), linkCustomers(database.db, ben)]);
    expect([...(await held(anna)), ...(await held(ben))]).toEqual([id(1)]);
  });
});

describe('an address proven by an issuer', () => {
  test('becomes the address of a person who had none', async () => {
    const anna = await person(null, false);
    await customer(1, 'grocer', { email: 'anna@example.org' });
    await admit(database.db, anna, 'anna@example.org');
    const [row] = await database.owner`select email, email_verified_at from person where id = ${anna}`;
    expect(row).toMatchObject({ email: 'anna@example.org', email_verified_at: expect.any(Date) });
    expect(await held(anna)).toEqual([id(1)]);
  });

  test("is not taken from another person, nor replaces one's own", async () => {
    const [anna, ben] = [await person('anna@example.org'), await person('ben@example.org')];
    await admit(database.db, ben, 'anna@example.org');
    const rows = await database.owner`select email from person order by email`;
    expect(rows.map((row) => row.email)).toEqual(['anna@example.org', 'ben@example.org']);
    expect(await held(anna)).toEqual([]);
  });

  test('proves the address of an owner whom the command line named', async () => {
    const owner = await person('owner@example.org', false);
    await admit(database.db, owner, 'owner@example.org');
    const [row] = await database.owner`select email_verified_at from person where id = ${owner}`;
    expect(row?.email_verified_at).toBeInstanceOf(Date);
  });
});
