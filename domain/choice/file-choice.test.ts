import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { type Ask, asker } from '../decision/ask.testing.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { readLedger } from '../ledger/verify-chain.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { endYeses } from './end-yeses.ts';
import { fileChoice } from './file-choice.ts';
import { setChoices } from './set-choices.ts';

let database: TestDatabase;
let brand: TestBrand;
let ask: Ask;
let ctx: Ctx<CustomerActor>;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  brand = await makeBrand(database);
  ask = await asker(database, brand);
  ctx = await brand.customer('C');
  await brand.publish('offers', { lapsesAfterDays: 10 }, at(-60));
});
afterAll(() => database.drop());

/** Noon of a day, so many minutes later. */
const noon = new Date('2026-06-01T12:00:00Z').getTime();
const at = (days: number, minutes = 0) => new Date(noon + days * 86_400_000 + minutes * 60_000);
const till: KeyActor['keyId'] = randomUUID();
const other: KeyActor['keyId'] = randomUUID();

type When = { now: Date; madeAt?: Date; keyId?: string; exchange?: string; version?: number };
const file = (want: 'on' | 'off', { now, madeAt, keyId = till, exchange = 'offers', version = 1 }: When) =>
  fileChoice(
    {
      db: database.db,
      actor: { kind: 'key', keyId, brandId: brand.id, scopes: ['choices'] },
      now: () => now,
    },
    { customerId: ctx.actor.customerId, exchange },
    {
      want,
      ...(want === 'on' && { version }),
      ...(madeAt && { madeAt: madeAt.toISOString(), evidence: { where: 'Counter' } }),
    },
  );
const say = (want: 'on' | 'off', now: Date, exchange = 'offers') =>
  setChoices({ ...ctx, now: () => now }, { wishes: [{ exchange, want, version: 1 }], locale: null });
const allowed = async (now: Date) => (await ask('C', {}, now)).allowed;
const stale = { code: 'stale', message: expect.stringContaining('since madeAt') };

describe('a yes filed after a no', () => {
  test('is refused when its clock may be ahead of ours: only what is later by more is later (d)', async () => {
    await say('off', at(0));
    for (const minutes of [1, 4, 5])
      await expect(file('on', { now: at(0, 1), madeAt: at(0, minutes) })).rejects.toMatchObject(stale);
    expect(await allowed(at(0, 2))).toBe(false);
    expect(await file('on', { now: at(0, 6), madeAt: at(0, 6) })).toMatchObject({ on: true });
  });

  test('is refused when the no was said since, though a later yes has ended by now (e)', async () => {
    await say('off', at(0));
    await say('on', at(1));
    await endYeses({ ...brand.system, now: () => at(20) });
    for (const madeAt of [at(-1), at(0), at(0, 5)])
      await expect(file('on', { now: at(21), madeAt })).rejects.toMatchObject(stale);
    await expect(file('on', { now: at(21), madeAt: at(1, 5) })).rejects.toMatchObject(stale);
    expect(await allowed(at(21))).toBe(false);
    expect(await file('on', { now: at(21), madeAt: at(12) })).toMatchObject({ on: true });
  });

  test('is refused when the no was said in another exchange about the same use', async () => {
    await brand.publish('letters', {}, at(-60));
    await say('off', at(0), 'letters');
    await expect(file('on', { now: at(1), madeAt: at(-1) })).rejects.toMatchObject(stale);
    expect(await allowed(at(1))).toBe(false);
    expect(await file('on', { now: at(2), madeAt: at(1) })).toMatchObject({ on: true });
  });

  test('is refused when the no was said in an exchange that is retired, or about something else by now', async () => {
    await brand.publish('gone', {}, at(-60));
    await brand.publish('moved', {}, at(-60));
    await say('off', at(0), 'gone');
    await retireExchange(await brand.staff('owner'), { slug: 'gone', revision: 1 });
    await brand.publish('moved', { purpose: 'elsewhere' }, at(0));
    await expect(file('on', { now: at(1), madeAt: at(-1) })).rejects.toMatchObject(stale);
  });

  test('that another key filed is ordered by our clock, that the same key filed by its own', async () => {
    await file('off', { now: at(0), madeAt: at(-3) });
    await expect(file('on', { now: at(0, 1), madeAt: at(-2), keyId: other })).rejects.toMatchObject(stale);
    await expect(file('on', { now: at(0, 1), madeAt: at(-3) })).rejects.toMatchObject(stale);
    expect(await file('on', { now: at(0, 1), madeAt: at(-2) })).toMatchObject({ on: true });
  });

  test('is not later by the same key’s own clock while that clock is ahead of ours', async () => {
    await file('off', { now: at(0), madeAt: at(0, 2) });
    await expect(file('on', { now: at(0, 1), madeAt: at(0, 3) })).rejects.toMatchObject(stale);
    expect(await file('on', { now: at(0, 4), madeAt: at(0, 3) })).toMatchObject({ on: true });
  });

  test('by the same key does not pass over what the customer said here in between', async () => {
    await file('off', { now: at(0), madeAt: at(-5) });
    await say('on', at(0, 10));
    await file('off', { now: at(1), madeAt: at(-3) });
    await expect(file('on', { now: at(1, 1), madeAt: at(-1) })).rejects.toMatchObject(stale);
  });
});

describe('a filed yes', () => {
  test('is not of a version that was not there yet (e)', async () => {
    await brand.publish('offers', { recipients: ['Others'] }, at(0));
    const early = file('on', { now: at(1), madeAt: at(0, -1), version: 2 });
    await expect(early).rejects.toMatchObject({ code: 'invalid', fields: { madeAt: 'invalid' } });
    expect(await file('on', { now: at(1), madeAt: at(0), version: 2 })).toMatchObject({ on: true });
  });

  test('does not last longer because a clock is ahead', async () => {
    await file('on', { now: at(0), madeAt: at(0, 4) });
    expect(await allowed(at(10, -1))).toBe(true);
    expect(await allowed(at(10))).toBe(false);
  });

  test('that is sent again changes nothing, whatever its clock', async () => {
    const filing = { now: at(0), madeAt: at(0, 4) };
    expect(await file('on', filing)).toMatchObject({ changed: true, seq: 1 });
    expect(await file('on', { ...filing, now: at(0, 1) })).toMatchObject({
      changed: false,
      on: true,
      seq: 1,
    });
  });

  test('and a no filed for one exchange turns off what is on for its use, said by the same key', async () => {
    await brand.publish('letters', { basis: 'legitimate_interests' }, at(-60));
    expect(await file('off', { now: at(0), madeAt: at(0, 5) })).toMatchObject({ on: false, seq: 2 });
    const entries = await readLedger(ctx);
    expect(entries.map(({ exchange, state, actor }) => [exchange, state, actor.id])).toEqual([
      ['offers', 'refused', till],
      ['letters', 'objected', till],
    ]);
  });
});

test('a no made up to five minutes ahead of our clock is taken, no more', async () => {
  await say('on', at(0));
  await expect(file('off', { now: at(1), madeAt: at(1, 6) })).rejects.toMatchObject({ code: 'invalid' });
  expect(await file('off', { now: at(1), madeAt: at(1, 5) })).toMatchObject({ on: false, changed: true });
  expect(await allowed(at(1, 1))).toBe(false);
});
