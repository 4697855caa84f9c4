import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { makeOwner } from './make-owner.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.owner`insert into brand (slug, name, summary, default_locale, id_key)
    values ('grocer', '{}', '{}', 'en', '\\x00')`;
});
afterAll(() => database.drop());

describe('the first owner of a brand', () => {
  test('is made by the address they will sign in with, unproven until they do, and it is written down', async () => {
    expect(await makeOwner(database.db, 'grocer', ' Olga@Example.org ')).toEqual({
      brand: 'grocer',
      email: 'olga@example.org',
      changed: true,
    });
    const rows = await database.owner`
      select role, email_verified_at from staff join person on person.id = staff.person_id`;
    expect(rows).toEqual([{ role: 'owner', email_verified_at: null }]);
    expect(await database.owner`select role, action from audit`).toEqual([
      { role: 'system', action: 'staff.owner_made' },
    ]);
  });

  test('is not made twice', async () => {
    expect(await makeOwner(database.db, 'grocer', 'olga@example.org')).toMatchObject({ changed: false });
    expect(await database.owner`select * from audit`).toHaveLength(1);
  });

  test('may have been an editor before', async () => {
    const [ed] = await database.owner`insert into person (email) values ('ed@example.org') returning id`;
    await database.owner`insert into staff (brand_id, person_id, role) select id, ${ed?.id}, 'editor' from brand`;
    expect(await makeOwner(database.db, 'grocer', 'ed@example.org')).toMatchObject({ changed: true });
  });

  test('needs a brand that there is, and an address that is one', async () => {
    await expect(makeOwner(database.db, 'nowhere', 'olga@example.org')).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(makeOwner(database.db, 'grocer', 'olga')).rejects.toMatchObject({ code: 'invalid' });
  });
});
