import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { lookUpCustomer } from '../customer/look-up.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { listHistory } from './list-history.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers', { title: { en: 'As it was' } });
});
afterAll(() => database.drop());

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off', exchange = 'offers') =>
  setChoices(ctx, { wishes: [{ exchange, want, version: 1 }], locale: 'en' });

test('a customer reads each choice with the text as it was then, and who looked them up, for what', async () => {
  const ctx = await brand.customer('B-7');
  await say(ctx, 'on');
  const support = await brand.staff('support');
  await lookUpCustomer(support, { by: 'external_id', value: 'B-7', reason: 'You asked us by phone' });
  await brand.publish('offers', { title: { en: 'As it is' } });
  const { entries, older } = await listHistory(ctx);
  expect(entries).toMatchObject([
    { kind: 'staff', action: 'customer.looked_up', role: 'support', reason: 'You asked us by phone' },
    {
      kind: 'choice',
      version: 1,
      from: 'never_asked',
      state: 'granted',
      terms: { title: { en: 'As it was' } },
    },
  ]);
  expect(older).toBeNull();
});

test('nobody reads of another customer', async () => {
  await say(await brand.customer('B-8'), 'off');
  const support = await brand.staff('support');
  await lookUpCustomer(support, { by: 'external_id', value: 'B-8', reason: 'You asked us by phone' });
  expect(await listHistory(await brand.customer('B-9'))).toEqual({ entries: [], older: null });
});

test('a long history is read page by page, each entry once, also those of one moment', async () => {
  const now = () => new Date('2026-06-01T12:00:00Z');
  const ctx = { ...(await brand.customer()), now };
  await brand.publish('often');
  for (let nth = 0; nth < 30; nth += 1) await say(ctx, nth % 2 ? 'off' : 'on', 'often');
  const first = await listHistory(ctx);
  const second = await listHistory(ctx, first.older ?? undefined);
  expect(second.older).toBeNull();
  const ids = [...first.entries, ...second.entries].map(({ id }) => id);
  expect(ids).toHaveLength(30);
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
});
