import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { countAttempt, forgetAttempts } from './attempts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.owner`truncate sign_in_attempt`);

const attempt = (network: string, email?: string) => countAttempt(database.db, { network, email });
const limited = { code: 'limited' };
const minutesPass = () => database.owner`update sign_in_attempt set expire = expire - interval '10 minutes'`;

test('an address gets five mails, from wherever they are asked for, then has to wait ten minutes', async () => {
  for (const n of [1, 2, 3, 4, 5]) await attempt(`10.0.0.${n}`, 'anna@example.org');
  await expect(attempt('10.0.0.6', 'anna@example.org')).rejects.toMatchObject(limited);
  await attempt('10.0.0.6', 'ben@example.org');
  await minutesPass();
  await attempt('10.0.0.7', 'anna@example.org');
});

test('asking on does not make the wait longer', async () => {
  for (const _ of [1, 2, 3, 4, 5]) await attempt('10.0.0.1', 'anna@example.org');
  const [before] = await database.owner`select expire from sign_in_attempt where key like 'address%'`;
  await expect(attempt('10.0.0.1', 'anna@example.org')).rejects.toMatchObject(limited);
  const [after] = await database.owner`select expire from sign_in_attempt where key like 'address%'`;
  expect(after).toEqual(before);
});

test('a network gets sixty attempts, at once or one by one', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 70 }, () => attempt('10.0.0.1')));
  expect(tries.filter((entry) => entry.status === 'fulfilled')).toHaveLength(60);
  await attempt('10.0.0.2');
});

test('neither addresses nor networks can be read from what is kept, and it goes when it no longer counts', async () => {
  await attempt('10.0.0.1', 'anna@example.org');
  const rows = await database.owner`select key from sign_in_attempt`;
  expect(JSON.stringify(rows)).not.toMatch(/anna|10\.0/);
  await minutesPass();
  await forgetAttempts(database.db);
  expect(await database.owner`select key from sign_in_attempt`).toHaveLength(0);
});
