import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { verifyBrand } from '../checkpoint/verify-brand.ts';
import type { Ctx } from '../context.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { listHistory } from '../history/list-history.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { issueReceipts } from '../receipt/issue-receipts.ts';
import { verifyReceipts } from '../receipt/verify-receipts.ts';
import { listPublicKeys } from '../signing-key/public-keys.ts';
import { findStatement } from '../statement/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { listChanges } from './changes.ts';
import { endYeses, endYesesOfAll } from './end-yeses.ts';
import { fileChoice } from './file-choice.ts';
import { objectBySignal } from './object-by-signal.ts';
import { setChoices } from './set-choices.ts';

const sealKey = testSealKey;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const later = <C extends Ctx>(ctx: C, count: number): C => ({ ...ctx, now: () => days(count) });
const say = (ctx: Ctx, want: 'on' | 'off', exchange = 'offers', version = 1) =>
  setChoices(ctx, { wishes: [{ exchange, want, version }], locale: 'en' });
const states = async (ctx: Ctx<CustomerActor>) =>
  (await readLedger(ctx)).map(({ exchange, from, state, actor }) => [exchange, from, state, actor.kind]);
const stand = async (ctx: Ctx<CustomerActor>, slug = 'offers') => {
  const { categories } = await findStatement(ctx);
  return categories.flatMap(({ exchanges }) => exchanges).find((row) => row.slug === slug);
};
const sent = (brand: TestBrand) => database.owner`
  select customer_id, seq::int, system from delivery where brand_id = ${brand.id} order by seq`;

/** A brand with a lasting and a lapsing exchange, and a system that hears of both. */
async function scene() {
  const brand = await makeBrand(database);
  await brand.publish('offers', { recipients: ['A'] });
  await brand.publish('lapsing', { lapsesAfterDays: 10, purpose: 'lapsing' });
  const text = { en: 'Mail' };
  await registerSystem(await brand.staff('owner'), sealKey, {
    ...{ slug: 'mail', name: text, summary: text, exchanges: ['offers', 'lapsing'] },
    url: 'https://mail.example/',
  });
  return brand;
}
const widen = (brand: TestBrand) => brand.publish('offers', { recipients: ['A', 'B'] });

describe('a yes that has ended', () => {
  test('because its time was up is written down once, and its systems hear of it', async () => {
    const brand = await scene();
    const ctx = await brand.customer();
    await say(ctx, 'on', 'lapsing');
    await say(ctx, 'on');
    expect(await endYeses(later(brand.system, 9))).toBe(0);
    expect(await endYeses(later(brand.system, 11))).toBe(1);
    expect(await endYeses(later(brand.system, 12))).toBe(0);
    expect((await states(ctx)).at(-1)).toEqual(['lapsing', 'granted', 'expired', 'system']);
    expect(await sent(brand)).toMatchObject([{ seq: 1 }, { seq: 2 }, { seq: 3, system: 'mail' }]);
    expect(await verifyBrand(brand.system, sealKey)).toMatchObject({ entries: 3, findings: [] });
  });

  test('because a version goes further is written down of the version that was agreed to', async () => {
    const brand = await scene();
    const [ctx, no, other] = [await brand.customer(), await brand.customer(), await brand.customer()];
    await say(ctx, 'on');
    await say(no, 'off');
    await widen(brand);
    await say(other, 'on', 'offers', 2);
    expect(await stand(ctx)).toMatchObject({ standing: 'expired', on: false, asks: true });
    expect(await endYeses(brand.system)).toBe(1);
    expect(await stand(ctx)).toMatchObject({ standing: 'expired', on: false, asks: true });
    expect(await readLedger(ctx)).toMatchObject([{}, { state: 'expired', version: 1, locale: null }]);
    await say(ctx, 'on', 'offers', 2);
    expect((await states(ctx)).map(([, from, state]) => [from, state])).toEqual([
      ['never_asked', 'granted'],
      ['granted', 'expired'],
      ['expired', 'granted'],
    ]);
    expect(await endYeses(brand.system)).toBe(0);
    expect(verifyChain(await readLedger(ctx))).toEqual({ ok: true });
  });

  test('is in the feed of changes, the history and the receipts', async () => {
    const brand = await scene();
    const ctx = await brand.customer();
    await say(ctx, 'on');
    await widen(brand);
    await endYeses(brand.system);
    const actor: KeyActor = { kind: 'key', keyId: randomUUID(), brandId: brand.id, scopes: ['choices'] };
    // The feed waits for transactions of whoever else uses this server.
    await vi.waitFor(async () => {
      const { changes } = await listChanges({ db: database.db, actor }, {});
      expect(changes.at(-1)).toMatchObject({ state: 'expired', on: false, by: 'system', seq: 2 });
    }, 20_000);
    expect((await listHistory(ctx)).entries[0]).toMatchObject({ state: 'expired', by: 'system' });
    const file = JSON.stringify(await issueReceipts(ctx, sealKey));
    expect(await verifyReceipts(file, await listPublicKeys(database.db, sealKey))).toMatchObject({
      ok: true,
      receipts: [{ state: 'granted' }, { state: 'expired' }],
    });
  });

  test('leaves what was said elsewhere meanwhile free to be filed', async () => {
    const brand = await scene();
    const ctx = await brand.customer();
    await say(ctx, 'on');
    await widen(brand);
    await endYeses(later(brand.system, 1));
    const actor: KeyActor = { kind: 'key', keyId: randomUUID(), brandId: brand.id, scopes: ['choices'] };
    const filing = {
      want: 'on',
      version: 2,
      madeAt: days(1.5).toISOString(),
      evidence: { where: 'Counter' },
    };
    const target = { customerId: ctx.actor.customerId, exchange: 'offers' };
    expect(await fileChoice(later({ db: database.db, actor }, 2), target, filing)).toMatchObject({
      on: true,
    });
  });

  test('counts again on a basis that nobody can switch, written down or not, as before', async () => {
    const brand = await scene();
    const [ctx, other] = [await brand.customer(), await brand.customer()];
    for (const each of [ctx, other]) await say(each, 'on');
    await widen(brand);
    await endYeses(brand.system);
    await brand.publish('offers', { basis: 'contract' });
    expect(await stand(ctx)).toMatchObject({ standing: 'locked', on: true });
    await brand.publish('lapsing', { basis: 'contract', lapsesAfterDays: 1, purpose: 'lapsing' });
    expect(await endYeses(later(brand.system, 400))).toBe(0);
    await brand.publish('offers', { basis: 'consent' });
    expect(await stand(ctx)).toMatchObject({ standing: 'expired', on: false });
    expect(await endYeses(brand.system)).toBe(0);
  });

  test('no longer speaks against the browser’s privacy signal', async () => {
    const brand = await makeBrand(database);
    await brand.publish('offers', { level: 3, recipients: ['A'] });
    const ctx = await brand.customer();
    await say(ctx, 'on');
    await brand.publish('offers', { level: 3, recipients: ['A', 'B'] });
    await endYeses(brand.system);
    expect(await objectBySignal(ctx)).toEqual(['offers']);
    expect((await states(ctx)).at(-1)).toEqual(['offers', 'expired', 'objected', 'customer']);
  });

  test('because its exchange was retired is written down, and its systems hear of it', async () => {
    const brand = await scene();
    const [ctx, no] = [await brand.customer(), await brand.customer()];
    await say(ctx, 'on', 'lapsing');
    await say(no, 'off', 'lapsing');
    expect(await endYeses(brand.system)).toBe(0);
    await retireExchange(await brand.staff('editor'), { slug: 'lapsing', revision: 1 });
    expect(await endYeses(brand.system)).toBe(1);
    expect(await endYeses(later(brand.system, 20))).toBe(0);
    expect((await states(ctx)).at(-1)).toEqual(['lapsing', 'granted', 'expired', 'system']);
    expect(await states(no)).toHaveLength(1);
    expect((await sent(brand)).at(-1)).toMatchObject({ customer_id: ctx.actor.customerId, seq: 2 });
  });

  test('of another brand is left alone', async () => {
    const [brand, other] = [await scene(), await scene()];
    const stranger = await other.customer();
    await say(stranger, 'on', 'lapsing');
    expect(await endYeses(later(brand.system, 20))).toBe(0);
    expect(await states(stranger)).toHaveLength(1);
    await endYesesOfAll(database.db, days(20));
    expect(await states(stranger)).toHaveLength(2);
  });
});

test('hundreds that end at once are each written down once, by several workers, while customers choose', async () => {
  const brand = await scene();
  const customers = await Promise.all(Array.from({ length: 450 }, () => brand.customer()));
  for (const some of chunks(customers, 50)) await Promise.all(some.map((ctx) => say(ctx, 'on')));
  await widen(brand);
  const choosing = customers.slice(0, 40);
  const said = Promise.all(choosing.map((ctx) => say(ctx, 'off')));
  await Promise.all([said, ...Array.from({ length: 4 }, () => endYeses(brand.system))]);
  await endYeses(brand.system);
  const ended = await database.owner`
    select customer_id, count(*)::int as n from ledger
    where brand_id = ${brand.id} and state = 'expired' group by customer_id`;
  expect(ended.every(({ n }) => n === 1)).toBe(true);
  expect(ended.length).toBeGreaterThanOrEqual(410);
  const off = await Promise.all(choosing.map((ctx) => stand(ctx)));
  expect(off.every((row) => row?.standing === 'withdrawn')).toBe(true);
  const [row] = await database.owner`
    select (select count(*) from ledger where brand_id = ${brand.id})::int as entries,
      (select count(*) from delivery where brand_id = ${brand.id})::int as deliveries`;
  expect(row?.deliveries).toBe(row?.entries);
  expect(await verifyBrand(brand.system, sealKey)).toMatchObject({ customers: 450, findings: [] });
}, 60_000);

function* chunks<T>(all: readonly T[], size: number) {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
