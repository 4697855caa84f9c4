import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { hashToken } from '#lib/token.ts';
import { findVisit } from './find-visit.ts';

let database: TestDatabase;
let anna = '';
const customer = '00000000-0000-8000-8000-000000000001';

beforeAll(async () => {
  database = await testDatabase();
  const sql = database.owner;
  const [brand] = await sql`insert into brand (slug, name, summary, default_locale, id_key)
    values ('grocer', '{"en":"Grocer"}', '{}', 'en', '\\x00') returning id`;
  const [person] =
    await sql`insert into person (email, email_verified_at, name) values ('anna@example.org', now(), 'Anna') returning id`;
  anna = person?.id;
  await sql`insert into customer (customer_id, brand_id, external_id, email, added_by_kind)
    values (${customer}, ${brand?.id}, '1', 'anna@example.org', 'system')`;
  await sql`insert into staff (brand_id, person_id, role) values (${brand?.id}, ${anna}, 'editor')`;
  await sql`insert into session (token_hash, person_id, expires_at, last_seen_at) values
    (${hashToken('open')}, ${anna}, now() + interval '1 hour', now() - interval '1 hour'),
    (${hashToken('over')}, ${anna}, now() - interval '1 second', now())`;
});
afterAll(() => database.drop());

describe('the token of a session', () => {
  test('opens what the person is a customer of, and works for', async () => {
    const visit = await findVisit(database.db, hashToken('open'));
    expect(visit).toMatchObject({
      personId: anna,
      name: 'Anna',
      email: 'anna@example.org',
      seenLongAgo: true,
    });
    expect(visit?.relations).toMatchObject([
      { slug: 'grocer', name: { en: 'Grocer' }, customerId: customer },
    ]);
    expect(visit?.posts).toMatchObject([{ slug: 'grocer', defaultLocale: 'en', role: 'editor' }]);
  });

  test('opens every record of one brand, the first linked at the plain address', async () => {
    const later = '00000000-0000-8000-8000-000000000002';
    await database.owner`insert into customer (customer_id, brand_id, external_id, email, added_by_kind, since)
      select ${later}, id, '2', 'anna@example.org', 'system', '2001-01-01' from brand where slug = 'grocer'`;
    const visit = await findVisit(database.db, hashToken('open'));
    expect(visit?.relations).toMatchObject([
      { customerId: customer, address: 'grocer' },
      { customerId: later, address: expect.stringMatching(/^grocer~/) },
    ]);
  });

  test('opens nothing once the session has run out, nor does one that was never given', async () => {
    expect(await findVisit(database.db, hashToken('over'))).toBeNull();
    expect(await findVisit(database.db, hashToken('guess'))).toBeNull();
    expect(await findVisit(database.db, 'open')).toBeNull();
  });
});
