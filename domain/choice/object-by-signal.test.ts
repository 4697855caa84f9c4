import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { verifyBrand } from '../checkpoint/verify-brand.ts';
import type { Ctx } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { findStatement } from '../statement/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { objectBySignal } from './object-by-signal.ts';
import { setChoices } from './set-choices.ts';

const sealKey = testSealKey;

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('own', { purpose: 'own' });
  await brand.publish('shared', { level: 3, lapsesAfterDays: 10 });
});
afterAll(() => database.drop());

const say = (ctx: Ctx, want: 'on' | 'off', { exchange = 'shared', version = 1, signal = false } = {}) =>
  setChoices(ctx, { wishes: [{ exchange, want, version }], locale: 'en', signal });

const stand = async (ctx: Ctx<CustomerActor>, slug = 'shared') => {
  const statement = await findStatement(ctx);
  return statement.categories.flatMap((category) => category.exchanges).find((row) => row.slug === slug);
};

const later = (ctx: Ctx<CustomerActor>, days: number) => ({
  ...ctx,
  now: () => new Date(Date.now() + days * 86_400_000),
});

describe('on a visit with the signal', () => {
  test('a customer objects to what passes data on, and to nothing else', async () => {
    const ctx = await brand.customer();
    expect(await objectBySignal(ctx)).toEqual(['shared']);
    expect(await stand(ctx)).toMatchObject({ standing: 'objected', on: false, asks: false });
    expect(await stand(ctx, 'own')).toMatchObject({ standing: 'never_asked' });
    const entries = await readLedger(ctx);
    expect(entries).toMatchObject([
      { from: 'never_asked', state: 'objected', source: 'gpc', actor: { kind: 'customer' }, locale: null },
    ]);
    expect(verifyChain(entries)).toEqual({ ok: true });
  });

  test('what was on without a question is off from then', async () => {
    const here = await makeBrand(database);
    await here.publish('partners', { level: 3, basis: 'legitimate_interests' });
    const ctx = await here.customer();
    expect(await stand(ctx, 'partners')).toMatchObject({ on: true });
    expect(await objectBySignal(ctx)).toEqual(['partners']);
    expect(await stand(ctx, 'partners')).toMatchObject({ on: false, standing: 'objected' });
  });

  test('a yes stays as it is, until the customer keeps it or ends it', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'on');
    expect(await objectBySignal(ctx)).toEqual([]);
    expect(await stand(ctx)).toMatchObject({ on: true, signal: 'conflicts' });
    expect(await say(ctx, 'on', { signal: true })).toMatchObject([{ on: true, changed: true }]);
    expect(await say(ctx, 'on', { signal: true })).toMatchObject([{ on: true, changed: false }]);
    expect(await stand(ctx)).toMatchObject({ on: true, signal: 'known' });
    expect(await objectBySignal(ctx)).toEqual([]);
    await say(ctx, 'off', { signal: true });
    expect((await readLedger(ctx)).map(({ from, state, source }) => [from, state, source])).toEqual([
      ['never_asked', 'granted', undefined],
      ['granted', 'granted', 'gpc'],
      ['granted', 'withdrawn', undefined],
    ]);
    expect(await objectBySignal(ctx)).toEqual([]);
  });

  test('a yes said there is said knowing it, and is not asked about', async () => {
    const ctx = await brand.customer();
    await objectBySignal(ctx);
    await say(ctx, 'on', { signal: true });
    expect(await stand(ctx)).toMatchObject({ on: true, signal: 'known' });
    await say(ctx, 'on', { exchange: 'own', signal: true });
    expect(await readLedger(ctx)).toMatchObject([{}, { source: 'gpc' }, { exchange: 'own' }]);
    expect((await readLedger(ctx))[2]).not.toHaveProperty('source');
  });

  test('a yes turned on elsewhere afterwards is asked about', async () => {
    const ctx = await brand.customer();
    await objectBySignal(ctx);
    expect(await stand(ctx)).toMatchObject({ signal: 'said_no' });
    await say(ctx, 'on');
    expect(await objectBySignal(ctx)).toEqual([]);
    expect(await stand(ctx)).toMatchObject({ on: true, signal: 'conflicts' });
  });

  test('a yes that ran out, or was outgrown, no longer speaks against it', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'on');
    expect(await objectBySignal(later(ctx, 11))).toEqual(['shared']);
    const here = await makeBrand(database);
    await here.publish('grows', { level: 3, recipients: ['A'] });
    const other = await here.customer();
    await say(other, 'on', { exchange: 'grows' });
    await here.publish('grows', { level: 3, recipients: ['A', 'B'] });
    expect(await objectBySignal(other)).toEqual(['grows']);
    expect(await readLedger(other)).toMatchObject([{}, { from: 'expired', version: 2 }]);
  });

  test('a no of the customer’s own stays their own', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'off');
    expect(await objectBySignal(ctx)).toEqual([]);
    expect(await stand(ctx)).toMatchObject({ standing: 'refused', signal: null });
  });

  test('what cannot be switched, is retired, or goes less far is left alone', async () => {
    const here = await makeBrand(database);
    await here.publish('needed', { level: 3, basis: 'contract' });
    await here.publish('gone', { level: 3 });
    await here.publish('personal', { level: 2, purpose: 'personal' });
    await retireExchange(await here.staff('editor'), { slug: 'gone', revision: 1 });
    const ctx = await here.customer();
    expect(await objectBySignal(ctx)).toEqual([]);
    expect(await readLedger(ctx)).toEqual([]);
  });

  test('fifty visits at once write it down once, and send it once to each system', async () => {
    const here = await makeBrand(database);
    const slugs = ['ads', 'partners'];
    for (const slug of slugs) await here.publish(slug, { level: 3 });
    const text = { en: 'Ads' };
    await registerSystem(await here.staff('owner'), sealKey, {
      ...{ slug: 'ads', name: text, summary: text, exchanges: slugs, url: 'https://ads.example/hook' },
    });
    const ctx = await here.customer();
    await Promise.all(Array.from({ length: 50 }, () => objectBySignal(ctx)));
    const entries = await readLedger(ctx);
    expect(entries.map(({ exchange }) => exchange).sort()).toEqual(slugs);
    expect(verifyChain(entries)).toEqual({ ok: true });
    const sent = await database.owner`
      select seq from delivery where customer_id = ${ctx.actor.customerId} order by seq`;
    expect(sent.map(({ seq }) => Number(seq))).toEqual([1, 2]);
    expect(await verifyBrand(here.system, sealKey)).toMatchObject({ entries: 2, findings: [] });
  });
});

describe('anyone else', () => {
  test('staff and systems do not object for a customer', async () => {
    for (const ctx of [await brand.staff('owner'), brand.system])
      await expect(objectBySignal(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('another brand’s exchanges are not touched, and who is gone is not found', async () => {
    const other = await makeBrand(database);
    const ctx = await other.customer();
    expect(await objectBySignal(ctx)).toEqual([]);
    const { actor } = await brand.customer();
    const gone = { ...ctx, actor: { ...actor, customerId: customerId(brand.idKey, 'never imported') } };
    await expect(objectBySignal(gone)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('taking the signal out of the books afterwards shows', async () => {
  const here = await makeBrand(database);
  await here.publish('shared', { level: 3 });
  const { actor } = await here.customer();
  const { actor: second } = await here.customer();
  for (const each of [actor, second]) await objectBySignal({ db: database.db, actor: each });
  await database.owner`update choice set source = null where customer_id = ${second.customerId}`;
  expect((await verifyBrand(here.system, sealKey)).findings).not.toEqual([]);
  await database.owner`update choice set source = 'gpc' where customer_id = ${second.customerId}`;
  expect((await verifyBrand(here.system, sealKey)).findings).toEqual([]);
  await database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const table of ['choice', 'ledger'])
      await tx`update ${tx(table)} set source = null where customer_id = ${actor.customerId}`;
  });
  expect((await verifyBrand(here.system, sealKey)).findings[0]).toMatchObject({ why: 'altered' });
});
