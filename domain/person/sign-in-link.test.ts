import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { keepSignInLink, peekSignInLink, spendSignInLink } from './sign-in-link.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.owner`truncate sign_in_link`);

const keep = (tokenHash: string, minutes = 10, email = 'anna@example.org') =>
  keepSignInLink(database.db, { tokenHash, email, expiresAt: new Date(Date.now() + minutes * 60_000) });

test('a link that is looked at, however often, still works', async () => {
  await keep('a');
  for (const _ of [1, 2, 3]) expect(await peekSignInLink(database.db, 'a')).toBe('anna@example.org');
  expect(await spendSignInLink(database.db, 'a')).toMatchObject({ email: 'anna@example.org' });
});

test('a link works once, even for two browsers at the same moment', async () => {
  await keep('a');
  const spent = await Promise.all([1, 2, 3, 4].map(() => spendSignInLink(database.db, 'a')));
  expect(spent.filter(Boolean)).toHaveLength(1);
  expect(await peekSignInLink(database.db, 'a')).toBeNull();
});

test('once someone is in, the other links mailed to them are spent too; those of others are not', async () => {
  await keep('first');
  await keep('second');
  await keep('bens', 10, 'ben@example.org');
  await spendSignInLink(database.db, 'second');
  expect(await peekSignInLink(database.db, 'first')).toBeNull();
  expect(await peekSignInLink(database.db, 'bens')).toBe('ben@example.org');
});

test('a link that is too old shows nobody, and goes with the next one that is made', async () => {
  await keep('old', -1);
  expect(await peekSignInLink(database.db, 'old')).toBeNull();
  await keep('new');
  expect(await database.owner`select token_hash from sign_in_link`).toEqual([{ token_hash: 'new' }]);
});

test('a link that was never made is none', async () => {
  expect(await peekSignInLink(database.db, 'guess')).toBeNull();
  expect(await spendSignInLink(database.db, 'guess')).toBeNull();
});
