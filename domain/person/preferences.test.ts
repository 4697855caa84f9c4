import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { PersonId } from '../actor.ts';
import { findPerson } from './find-person.ts';
import { setPreferences } from './preferences.ts';

let database: TestDatabase;
let anna: PersonId;
let ben: PersonId;
beforeAll(async () => {
  database = await testDatabase();
  const rows = await database.owner`insert into person (name) values ('Anna'), ('Ben') returning id`;
  [anna, ben] = rows.map((row) => row.id) as [PersonId, PersonId];
});
afterAll(() => database.drop());

test('a person chooses language and time zone for themselves alone, and takes the zone back', async () => {
  await setPreferences(database.db, anna, { locale: 'de', timeZone: 'Europe/Berlin' });
  expect(await findPerson(database.db, anna)).toMatchObject({ locale: 'de', timeZone: 'Europe/Berlin' });
  expect(await findPerson(database.db, ben)).toMatchObject({ locale: null, timeZone: null });
  await setPreferences(database.db, anna, { timeZone: null });
  expect(await findPerson(database.db, anna)).toMatchObject({ locale: 'de', timeZone: null });
});

test.each([{ timeZone: 'Mars/Base' }, { timeZone: '../../etc' }, { locale: '<b>' }])(
  '%j is nothing to choose',
  async (input) => {
    await expect(setPreferences(database.db, anna, input)).rejects.toMatchObject({ code: 'invalid' });
  },
);
