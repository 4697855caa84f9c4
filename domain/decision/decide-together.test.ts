import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { createKey } from '../api-key/create-key.ts';
import { type FoundKey, findKey } from '../api-key/find-key.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { decideTogether } from './decide-together.ts';

let database: TestDatabase;
let brand: TestBrand;
let key: FoundKey;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
  key = await keyOf(brand);
});
afterAll(() => database.drop());

async function keyOf(of: TestBrand): Promise<FoundKey> {
  const { secret } = await createKey(await of.staff('owner'), { name: 'k', scopes: ['decide'], days: null });
  const found = await findKey(database.db, secret);
  if (!found) throw new TypeError('no key');
  return found;
}

const question = { category: 'purchases', purpose: 'recommend' };
const ask = async (customer: string, about = question, by = key) =>
  (await decideTogether(database.db, by, customer, about))?.decision;
const say = (customer: Ctx<CustomerActor>, want: 'on' | 'off') =>
  setChoices(customer, {
    wishes: [{ exchange: 'offers', want, version: 1 }],
    locale: null,
  });

describe('decisions asked for at once', () => {
  test('are each about the customer that was asked for', async () => {
    for (let n = 0; n < 30; n++)
      if (n % 3 > 0) await say(await brand.customer(`C-${n}`), n % 3 === 1 ? 'on' : 'off');
    const asked = Array.from({ length: 90 }, (_, n) => n % 45);
    const answers = await Promise.all(asked.map((n) => ask(`C-${n}`)));
    const expected = (n: number) =>
      n >= 30 || n % 3 === 0 ? 'unknown_customer' : n % 3 === 1 ? 'granted' : 'refused';
    expect(answers.map((answer) => answer?.reason)).toEqual(asked.map(expected));
    expect(answers.map((answer) => answer?.allowed)).toEqual(asked.map((n) => expected(n) === 'granted'));
  });

  test('are not mixed with other questions, nor with those of another key', async () => {
    await say(await brand.customer('C-mixed'), 'on');
    const elsewhere = await makeBrand(database);
    await elsewhere.publish('offers');
    const answers = await Promise.all([
      ask('C-mixed'),
      ask('C-mixed', { ...question, purpose: 'other' }),
      ask('C-mixed', question, await keyOf(elsewhere)),
      ask('C-mixed'),
    ]);
    expect(answers.map((answer) => answer?.reason)).toEqual([
      'granted',
      'unknown_exchange',
      'unknown_customer',
      'granted',
    ]);
  });

  test('know what was said before they were asked for, though one asked before is still under way', async () => {
    const slow = await brand.customer('C-slow');
    await say(slow, 'on');
    let first: ReturnType<typeof ask> | undefined;
    let second: ReturnType<typeof ask> | undefined;
    await database.owner.begin(async (tx) => {
      await tx`lock table api_key`;
      first = ask('C-slow');
      await waitingOnLock(1);
      await say(slow, 'off');
      second = ask('C-slow');
      // The second does not wait for the first to come back, or this would never be so.
      await waitingOnLock(2);
    });
    expect(await first).toBeTruthy();
    expect(await second).toMatchObject({ allowed: false, reason: 'withdrawn' });
  });

  test('of a key that has ended get no answer', async () => {
    const ended = await keyOf(brand);
    await database.owner`update api_key set revoked_at = now() where secret_hash = ${ended.hash}`;
    expect(await Promise.all([ask('C-1', question, ended), ask('C-2', question, ended)])).toEqual([
      undefined,
      undefined,
    ]);
  });
});

/** Until so many statements of the portal wait for the table. */
async function waitingOnLock(count: number): Promise<void> {
  for (;;) {
    const rows = await database.sql`
      select 1 from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.relation = 'api_key'::regclass and not l.granted`;
    if (rows.length >= count) return;
  }
}
