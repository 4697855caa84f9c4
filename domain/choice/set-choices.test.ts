import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { findStatement } from '../statement/queries.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { setChoices } from './set-choices.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
});
afterAll(() => database.drop());

const say = (ctx: Ctx, want: 'on' | 'off', version = 1, exchange = 'offers') =>
  setChoices(ctx, { wishes: [{ exchange, want, version }], locale: 'en' });

const stand = async (ctx: Ctx<CustomerActor>, slug = 'offers') => {
  const statement = await findStatement(ctx);
  return statement.categories.flatMap((category) => category.exchanges).find((row) => row.slug === slug);
};

describe('a customer', () => {
  test('turns an exchange on, and off again, and each is in the ledger', async () => {
    const ctx = await brand.customer();
    expect(await stand(ctx)).toMatchObject({ on: false, standing: 'never_asked', asks: true });
    expect(await say(ctx, 'on')).toMatchObject([{ on: true, standing: 'granted', changed: true }]);
    expect(await say(ctx, 'off')).toMatchObject([{ on: false, standing: 'withdrawn', changed: true }]);
    expect(await stand(ctx)).toMatchObject({ on: false, standing: 'withdrawn', asks: false });
    const entries = await readLedger(ctx);
    expect(entries.map((entry) => [entry.seq, entry.from, entry.state])).toEqual([
      [1, 'never_asked', 'granted'],
      [2, 'granted', 'withdrawn'],
    ]);
    expect(verifyChain(entries)).toEqual({ ok: true });
  });

  test('says the same thing twice and nothing more is written', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'off');
    expect(await say(ctx, 'off')).toMatchObject([{ changed: false, standing: 'refused' }]);
    expect(await readLedger(ctx)).toHaveLength(1);
  });

  test('is not taken to say yes to a version they have not seen', async () => {
    await brand.publish('reworded', { purpose: 'reworded' });
    await brand.publish('reworded', { purpose: 'reworded', title: { en: 'Other words' } });
    const ctx = await brand.customer();
    await expect(say(ctx, 'on', 1, 'reworded')).rejects.toMatchObject({ code: 'stale' });
    expect(await readLedger(ctx)).toHaveLength(0);
  });

  test('can say no to any version they have seen, but not to one that does not exist', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'on', 2, 'reworded');
    expect(await say(ctx, 'off', 1, 'reworded')).toMatchObject([{ standing: 'withdrawn' }]);
    await expect(say(ctx, 'off', 99, 'reworded')).rejects.toMatchObject({ code: 'stale' });
  });

  test('cannot switch what a contract needs', async () => {
    await brand.publish('delivery', { purpose: 'delivery', basis: 'contract', level: 0 });
    const ctx = await brand.customer();
    expect(await stand(ctx, 'delivery')).toMatchObject({ on: true, standing: 'locked', asks: false });
    await expect(say(ctx, 'off', 1, 'delivery')).rejects.toMatchObject({ code: 'locked' });
  });

  test('who said no stays off even when the brand claims a basis that nobody can switch', async () => {
    await brand.publish('claimed', { purpose: 'claimed' });
    const ctx = await brand.customer();
    await say(ctx, 'off', 1, 'claimed');
    await brand.publish('claimed', { purpose: 'claimed', basis: 'legal_obligation' });
    expect(await stand(ctx, 'claimed')).toMatchObject({ on: false, standing: 'refused', switch: 'opt-in' });
  });

  test('objects to a legitimate interest, which was on until then', async () => {
    await brand.publish('statistics', { purpose: 'statistics', basis: 'legitimate_interests', level: 1 });
    const ctx = await brand.customer();
    expect(await stand(ctx, 'statistics')).toMatchObject({ on: true, standing: 'never_asked', asks: false });
    expect(await say(ctx, 'off', 1, 'statistics')).toMatchObject([{ standing: 'objected', on: false }]);
  });

  test('is asked again when a version widens, and not when it narrows', async () => {
    await brand.publish('ads', { purpose: 'ads', recipients: ['A'] });
    const ctx = await brand.customer();
    await say(ctx, 'on', 1, 'ads');
    await brand.publish('ads', { purpose: 'ads', recipients: ['A'], retentionDays: 30 });
    expect(await stand(ctx, 'ads')).toMatchObject({ on: true, standing: 'granted' });
    await brand.publish('ads', { purpose: 'ads', recipients: ['A', 'B'], retentionDays: 30 });
    expect(await stand(ctx, 'ads')).toMatchObject({ on: false, standing: 'expired', asks: true });
    await say(ctx, 'on', 3, 'ads');
    expect(await stand(ctx, 'ads')).toMatchObject({ on: true, standing: 'granted' });
  });

  test('is asked again when a yes has lapsed', async () => {
    await brand.publish('lapsing', { purpose: 'lapsing', lapsesAfterDays: 10 });
    const ctx = await brand.customer();
    await say({ ...ctx, now: () => new Date(Date.now() - 11 * 86_400_000) }, 'on', 1, 'lapsing');
    expect(await stand(ctx, 'lapsing')).toMatchObject({ on: false, standing: 'expired' });
  });

  test('can turn nothing on that the brand has retired', async () => {
    await brand.publish('gone', { purpose: 'gone' });
    const ctx = await brand.customer();
    await say(ctx, 'on', 1, 'gone');
    await retireExchange(await brand.staff('editor'), { slug: 'gone', revision: 1 });
    expect(await stand(ctx, 'gone')).toBeUndefined();
    await expect(say(ctx, 'on', 1, 'gone')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('turns nothing on from a page that does not show what they said last', async () => {
    const ctx = await brand.customer();
    const drawn = (want: 'on' | 'off', seq: number) =>
      setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1, seq }], locale: null });
    expect(await drawn('on', 0)).toMatchObject([{ changed: true, seq: 1 }]);
    expect(await drawn('off', 1)).toMatchObject([{ changed: true, seq: 2 }]);
    for (const seq of [0, 1, 3]) await expect(drawn('on', seq)).rejects.toMatchObject({ code: 'stale' });
    expect(await stand(ctx)).toMatchObject({ on: false, standing: 'withdrawn' });
    expect(await drawn('on', 2)).toMatchObject([{ changed: true, seq: 3 }]);
  });

  test('can say no on however old a page, and repeat on it what is so already', async () => {
    const ctx = await brand.customer();
    const drawn = (want: 'on' | 'off', seq: number) =>
      setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1, seq }], locale: null });
    await drawn('on', 0);
    expect(await drawn('on', 0)).toMatchObject([{ changed: false, on: true, seq: 1 }]);
    expect(await drawn('off', 0)).toMatchObject([{ changed: true, on: false, seq: 2 }]);
    expect(await drawn('off', 0)).toMatchObject([{ changed: false, on: false, seq: 2 }]);
  });

  test('switches several at once, all or none', async () => {
    const ctx = await brand.customer();
    const wish = (exchange: string, version = 1) => ({ exchange, want: 'on' as const, version });
    await expect(
      setChoices(ctx, { wishes: [wish('offers'), wish('delivery')], locale: null }),
    ).rejects.toMatchObject({ code: 'locked' });
    expect(await readLedger(ctx)).toHaveLength(0);
    await setChoices(ctx, { wishes: [wish('offers'), wish('statistics')], locale: null });
    expect(verifyChain(await readLedger(ctx))).toEqual({ ok: true });
  });

  test('cannot say two things of one exchange in one breath', async () => {
    const ctx = await brand.customer();
    await say(ctx, 'off');
    const wishes = (['on', 'off'] as const).map((want) => ({ exchange: 'offers', want, version: 1 }));
    await expect(setChoices(ctx, { wishes, locale: null })).rejects.toMatchObject({ code: 'invalid' });
    expect(await stand(ctx)).toMatchObject({ on: false, standing: 'refused' });
  });

  test('clicking in many tabs at once makes one unbroken chain', async () => {
    const ctx = await brand.customer();
    await Promise.all(Array.from({ length: 20 }, (_, i) => say(ctx, i % 2 ? 'on' : 'off')));
    const entries = await readLedger(ctx);
    expect(verifyChain(entries)).toEqual({ ok: true });
    expect((await stand(ctx))?.on).toBe(entries.at(-1)?.state === 'granted');
  });
});

describe('anyone else', () => {
  test('staff and systems turn nothing on', async () => {
    for (const ctx of [await brand.staff('owner'), brand.system])
      await expect(say(ctx, 'on')).rejects.toMatchObject({ code: 'forbidden' });
  });

  test("another brand's exchange answers as a missing one", async () => {
    const other = await makeBrand(database);
    await other.publish('secret');
    const ctx = await brand.customer();
    const missing = { code: 'not_found', message: 'There is no such exchange.' };
    for (const slug of ['nothing-here', 'secret'])
      await expect(say(ctx, 'on', 1, slug)).rejects.toMatchObject(missing);
  });

  test('a customer who is gone is not found', async () => {
    const ctx = await brand.customer();
    const gone = { ...ctx.actor, customerId: customerId(brand.idKey, 'never imported') };
    const forged = { ...ctx, actor: gone };
    await expect(say(forged, 'off')).rejects.toMatchObject({ code: 'not_found' });
  });
});
