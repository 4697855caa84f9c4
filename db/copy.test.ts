import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyInto, copyLine } from './copy.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const texts = ['plain', 'tab\there', 'back\\slash', 'line\nbreak', 'cr\r', '\\N', 'شكرا 👋', '', null];

test('every text arrives as it was sent', async () => {
  const rows = await database.db.transaction(async (tx) => {
    await tx.execute(sql`create temp table t (n int, text text) on commit drop`);
    await copyInto(tx, 't', texts.map((text, n) => copyLine([n, text])).join(''));
    return tx.execute<{ text: string | null }>(sql`select text from t order by n`);
  });
  expect(rows.map(({ text }) => text)).toEqual(texts);
});

test('a batch that the database refuses fails, instead of waiting for ever', async () => {
  const work = database.db.transaction(async (tx) => {
    await tx.execute(sql`create temp table t (n int check (n > 0)) on commit drop`);
    await copyInto(tx, 't', copyLine([-1]));
  });
  await expect(work).rejects.toThrow();
  const next = database.db.transaction((tx) => tx.execute(sql`select 1 as one`));
  expect(await next).toHaveLength(1);
});

test('a server that goes away in the middle is an error', async () => {
  const work = database.db.transaction(async (tx) => {
    const [me] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await tx.execute(sql`create temp table t (n int) on commit drop`);
    await database.owner`select pg_terminate_backend(${me?.pid ?? 0})`;
    await copyInto(tx, 't', copyLine([1]));
    await copyInto(tx, 't', copyLine([1]));
  });
  await expect(work).rejects.toThrow();
  expect(await database.sql`select 1 as one`).toHaveLength(1);
});
