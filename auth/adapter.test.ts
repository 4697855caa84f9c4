import type { Adapter, AdapterUser } from 'next-auth/adapters';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { findVisit } from '#domain/person/find-visit.ts';
import { hashToken } from '#lib/token.ts';
import { adapter } from './adapter.ts';

let database: TestDatabase;
let kept: Required<Adapter>;

beforeAll(async () => {
  database = await testDatabase();
  kept = adapter(database.db, 'Firefox', (id) => `https://${id}.example`) as Required<Adapter>;
});
afterAll(() => database.drop());
beforeEach(() => database.owner`truncate person cascade`);

const newcomer = async (email: string): Promise<AdapterUser> =>
  kept.createUser({ email, emailVerified: null });
const inAnHour = () => new Date(Date.now() + 3_600_000);

describe('someone who signs in for the first time', () => {
  test('becomes a person with a proven address', async () => {
    const { id } = await newcomer('anna@example.org');
    expect(await kept.getUserByEmail('anna@example.org')).toMatchObject({
      id,
      emailVerified: expect.any(Date),
    });
  });

  test('becomes one person, even in two browsers at once', async () => {
    const made = await Promise.all([1, 2, 3].map(() => newcomer('anna@example.org')));
    expect(new Set(made.map((user) => user.id)).size).toBe(1);
  });

  test('may have no address at all, as may others', async () => {
    const made = await Promise.all([newcomer(''), newcomer('')]);
    expect(new Set(made.map((user) => user.id)).size).toBe(2);
    expect(await kept.getUserByEmail('')).toBeNull();
  });
});

test('a person is known by issuer and subject together', async () => {
  const { id } = await newcomer('');
  await kept.linkAccount({ userId: id, provider: 'acme', providerAccountId: 'a-1', type: 'oauth' });
  const by = (provider: string, providerAccountId: string) =>
    kept.getUserByAccount({ provider, providerAccountId });
  expect(await by('acme', 'a-1')).toMatchObject({ id });
  expect(await by('acme', 'a-2')).toBeNull();
  expect(await by('other', 'a-1')).toBeNull();
  const [row] = await database.owner`select provider from account`;
  expect(row?.provider).toBe('https://acme.example');
});

test('a subject cannot be given to a second person', async () => {
  const [anna, ben] = [await newcomer('anna@example.org'), await newcomer('ben@example.org')];
  const link = (userId: string) =>
    kept.linkAccount({ userId, provider: 'acme', providerAccountId: 'a-1', type: 'oauth' });
  await link(anna.id);
  await expect(link(ben.id)).rejects.toThrow();
});

test('a session opens with its token, of which only the hash is kept', async () => {
  const { id } = await newcomer('anna@example.org');
  await kept.createSession({ sessionToken: 'secret', userId: id, expires: inAnHour() });
  expect(await findVisit(database.db, hashToken('secret'))).toMatchObject({ personId: id });
  const rows = await database.owner`select * from session`;
  expect(JSON.stringify(rows)).not.toContain('secret');
  await kept.deleteSession('secret');
  expect(await findVisit(database.db, hashToken('secret'))).toBeNull();
});

test('a link is spent once', async () => {
  const link = { identifier: 'anna@example.org', token: 'hash', expires: inAnHour() };
  await kept.createVerificationToken(link);
  expect(await kept.useVerificationToken({ identifier: '', token: 'hash' })).toMatchObject({
    identifier: 'anna@example.org',
  });
  expect(await kept.useVerificationToken({ identifier: '', token: 'hash' })).toBeNull();
});
