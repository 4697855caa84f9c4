import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { findSystem } from '../system/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { retireSystem } from '../system/retire-system.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { deliveryId, readDeliveryId } from './delivery-id.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  for (const slug of ['offers', 'letters', 'alone']) await brand.publish(slug, { purpose: slug });
  const ctx = await brand.staff('owner');
  const register = (slug: string, exchanges: string[]) =>
    registerSystem(ctx, sealKeyFrom('test'), {
      ...{ slug, exchanges, name: { en: slug }, summary: { en: slug } },
      url: 'https://system.example/',
    });
  await register('mail', ['offers', 'letters']);
  await register('ads', ['offers']);
  await register('old', ['offers']);
  await retireSystem(ctx, { slug: 'old', seen: (await findSystem(ctx, 'old')).seen });
});
afterAll(() => database.drop());

const say = (ctx: Ctx, want: 'on' | 'off', ...exchanges: string[]) =>
  setChoices(ctx, { wishes: exchanges.map((exchange) => ({ exchange, want, version: 1 })), locale: 'en' });

const onTheWay = async (customer: string) => {
  const rows = await database.owner`
    select seq::int, system, exchange, state from delivery where customer_id = ${customer} order by seq, system`;
  const jobs = await database.owner`
    select payload->>'system' as system, (payload->>'seq')::int as seq from graphile_worker._private_jobs
    where payload->>'customer' = ${customer} order by 2, 1`;
  expect(jobs.map(({ seq, system }) => [seq, system])).toEqual(rows.map(({ seq, system }) => [seq, system]));
  return rows.map((row) => [row.seq, row.system, row.exchange, row.state]);
};

test('a choice goes on its way to each system that uses the exchange, with a job each', async () => {
  const ctx = await brand.customer();
  await say(ctx, 'on', 'offers', 'letters');
  await say(ctx, 'off', 'offers');
  expect(await onTheWay(ctx.actor.customerId)).toEqual([
    [1, 'ads', 'offers', 'waiting'],
    [1, 'mail', 'offers', 'waiting'],
    [2, 'mail', 'letters', 'waiting'],
    [3, 'ads', 'offers', 'waiting'],
    [3, 'mail', 'offers', 'waiting'],
  ]);
});

test('a choice that concerns no system, or changes nothing, sends nothing', async () => {
  const ctx = await brand.customer();
  await say(ctx, 'on', 'alone');
  await say(ctx, 'off', 'letters');
  await say(ctx, 'off', 'letters');
  expect(await onTheWay(ctx.actor.customerId)).toEqual([[2, 'mail', 'letters', 'waiting']]);
});

test('a choice that is not kept sends nothing', async () => {
  const ctx = await brand.customer();
  const wishes = ['offers', 'missing'].map((exchange) => ({ exchange, want: 'on' as const, version: 1 }));
  await expect(setChoices(ctx, { wishes, locale: null })).rejects.toMatchObject({ code: 'not_found' });
  expect(await onTheWay(ctx.actor.customerId)).toEqual([]);
});

test("a delivery's id leads back to it, and nothing else is one", async () => {
  const { customerId } = (await brand.customer()).actor;
  const key = { customerId, seq: 4_000_000_000_000, system: 'ad-platform' };
  expect(readDeliveryId(deliveryId(key))).toEqual(key);
  for (const id of ['', 'dlv_', 'dlv_AAAA', `dlv_${'_'.repeat(60)}`, `${deliveryId(key)}!`, 'x'.repeat(50)])
    expect(readDeliveryId(id)).toBeNull();
});
