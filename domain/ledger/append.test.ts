import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type Ctx, transact } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { appendToLedger, lockLedger } from './append.ts';
import type { Acting, Entry } from './link.ts';
import { readLedger, verifyChain } from './verify-chain.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
});
afterAll(() => database.drop());

const granted: Entry = {
  exchange: 'offers',
  version: 1,
  from: 'never_asked',
  state: 'granted',
  expiresAt: null,
};
const elsewhere = {
  evidence: { where: 'Counter in Ulm', shown: 'Form 12', reference: 'A-77' },
  madeAt: new Date('2026-01-02T03:04:05.678Z'),
};

function append(ctx: Ctx<CustomerActor>, kind: Acting['by']['kind'], entry: Entry) {
  const { customerId, brandId } = ctx.actor;
  const acting = { customerId, brandId, by: { kind, id: randomUUID() } };
  return transact(ctx, async (tx) => {
    const head = await lockLedger(tx, customerId);
    await appendToLedger(tx, acting, head, { entries: [entry], locale: null, at: new Date() });
  });
}

describe('on a customer’s behalf', () => {
  test('nobody turns anything on', async () => {
    const customer = await brand.customer();
    for (const kind of ['staff', 'key', 'system'] as const)
      await expect(append(customer, kind, granted)).rejects.toThrow(TypeError);
    expect(await readLedger(customer)).toEqual([]);
  });

  test('a key withdraws, and the ledger says so', async () => {
    const customer = await brand.customer();
    await append(customer, 'key', { ...granted, state: 'refused' });
    const entries = await readLedger(customer);
    expect(entries).toMatchObject([{ state: 'refused', actor: { kind: 'key' } }]);
    expect(entries[0]).not.toHaveProperty('evidence');
    expect(verifyChain(entries)).toEqual({ ok: true });
  });

  test('a choice made elsewhere is filed with its evidence, which the hash covers', async () => {
    const customer = await brand.customer();
    await append(customer, 'key', { ...granted, elsewhere });
    await setChoices(customer, { wishes: [{ exchange: 'offers', want: 'off', version: 1 }], locale: 'en' });
    const entries = await readLedger(customer);
    expect(entries[0]).toMatchObject({ evidence: elsewhere.evidence, madeAt: '2026-01-02T03:04:05.678Z' });
    expect(verifyChain(entries)).toEqual({ ok: true });
    const [filed, off] = entries;
    if (!filed || !off) throw new Error('two entries');
    for (const change of [
      { madeAt: '2026-01-02T03:04:05.679Z' },
      { evidence: { ...elsewhere.evidence, reference: 'A-78' } },
      { evidence: undefined },
    ])
      expect(verifyChain([{ ...filed, ...change }, off])).toEqual({ ok: false, seq: 1, why: 'altered' });
  });
});

describe('a chain', () => {
  test('does not fork, however many write to it at once', async () => {
    const customer = await brand.customer();
    const kinds = ['key', 'staff', 'system'] as const;
    const others = Array.from({ length: 30 }, (_, i) =>
      append(customer, kinds[i % 3] ?? 'key', { ...granted, state: 'withdrawn' }),
    );
    const own = Array.from({ length: 30 }, (_, i) =>
      setChoices(customer, {
        wishes: [{ exchange: 'offers', want: i % 2 ? 'on' : 'off', version: 1 }],
        locale: 'en',
      }),
    );
    await Promise.all([...others, ...own]);
    const entries = await readLedger(customer);
    expect(entries.length).toBeGreaterThanOrEqual(30);
    expect(new Set(entries.map(({ prev }) => prev)).size).toBe(entries.length);
    expect(verifyChain(entries)).toEqual({ ok: true });
  });
});
