import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CustomerActor } from '#domain/actor.ts';
import { verifyBrand } from '#domain/checkpoint/verify-brand.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import type { Ctx } from '#domain/context.ts';
import { readLedger, verifyChain } from '#domain/ledger/verify-chain.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let call: Call;
beforeAll(async () => {
  api = await testApi({ decisions: 1_000, calls: 60 });
  call = await api.as('choices');
  await api.brand.publish('offers', { lapsesAfterDays: 100 }, new Date(daysAgo(365)));
  await api.brand.publish('delivery', { basis: 'contract', level: 0, purpose: 'deliver' });
});
afterAll(() => api.database.drop());

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
const evidence = { where: 'Counter in Ulm', shown: 'The green form', reference: 'F-77' };
const paperYes = (days = 3, more = {}) => ({
  want: 'on',
  version: 1,
  madeAt: daysAgo(days),
  evidence,
  ...more,
});
const put = (customer: string, body: unknown, exchange = 'offers', headers = {}) =>
  call('PUT', `/customers/${customer}/choices/${exchange}`, body, headers);
const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: null });

describe('a key for choices', () => {
  test('withdraws on behalf of a customer, and the ledger says who', async () => {
    const ctx = await api.brand.customer('A');
    await say(ctx, 'on');
    const off = await put('A', { want: 'off' });
    expect(off.body).toMatchObject({ standing: 'withdrawn', on: false, changed: true, seq: 2 });
    expect((await put('A', { want: 'off' })).body).toMatchObject({ changed: false, seq: 2 });
    const ledger = await readLedger(ctx);
    expect(ledger.map(({ actor }) => actor.kind)).toEqual(['customer', 'key']);
    expect(verifyChain(ledger)).toEqual({ ok: true });
  });

  test('files a yes made on paper, with its evidence, which lapses from when it was said', async () => {
    const ctx = await api.brand.customer('B');
    expect((await put('B', paperYes(40))).body).toMatchObject({ standing: 'granted', on: true, seq: 1 });
    const { body } = await call('GET', '/customers/B/choices');
    expect(body.choices).toMatchObject([
      { exchange: 'delivery', standing: 'locked', on: true, seq: 0, chosenAt: null },
      { exchange: 'offers', standing: 'granted', on: true, seq: 1 },
    ]);
    const [, { expiresAt }] = body.choices as [object, { expiresAt: string }];
    expect(Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)).toBe(60);
    const [entry] = await readLedger(ctx);
    expect(entry).toMatchObject({ evidence, madeAt: expect.any(String), actor: { kind: 'key' } });
    expect(verifyChain(await readLedger(ctx))).toEqual({ ok: true });
  });

  test('never turns on what the customer has turned off since', async () => {
    const ctx = await api.brand.customer('C');
    await say(ctx, 'off');
    expect(await put('C', paperYes())).toMatchObject({ status: 409, body: { code: 'stale' } });
    expect(await readLedger(ctx)).toHaveLength(1);
  });

  test('a filing that is sent again, since no answer came, is told how things stand', async () => {
    await api.brand.customer('J');
    const filing = paperYes();
    expect((await put('J', filing)).body).toMatchObject({ on: true, changed: true, seq: 1 });
    expect((await put('J', filing)).body).toMatchObject({ on: true, changed: false, seq: 1 });
  });

  test.each([
    ['without evidence', { want: 'on', version: 1 }, 422],
    ['without a version', { want: 'on', madeAt: daysAgo(1), evidence }, 422],
    ['of a version that is not in force', paperYes(1, { version: 2 }), 409],
    ['said in a time to come', paperYes(-1), 422],
    ['said in the year 9999', paperYes(0, { madeAt: '9999-12-31T23:59:59Z' }), 422],
    ['that has lapsed', paperYes(101), 422],
    ['with a word more', paperYes(1, { sure: true }), 422],
  ])('does not file a yes %s', async (_, body, status) => {
    const ctx = await api.brand.customer('D');
    expect((await put('D', body)).status).toBe(status);
    expect(await readLedger(ctx)).toHaveLength(0);
    await api.database.owner`delete from relation where customer_id = ${ctx.actor.customerId}`;
    await api.database.owner`delete from customer where customer_id = ${ctx.actor.customerId}`;
  });

  test('does not switch what a contract needs, nor what is not there', async () => {
    await api.brand.customer('E');
    expect(await put('E', { want: 'off' }, 'delivery')).toMatchObject({
      status: 409,
      body: { code: 'locked' },
    });
    expect((await put('E', { want: 'off' }, 'nothing')).status).toBe(404);
    expect((await put('nobody', { want: 'off' })).status).toBe(404);
  });
});

test.each(['0001-01-01T00:00:00Z', '0099-12-31T23:59:59Z'])(
  'a no said at %s is refused: read back it would be of another century, and the chain look altered',
  async (madeAt) => {
    const ctx = await api.brand.customer(`Since ${madeAt}`);
    const filed = await put(`Since ${madeAt}`, { want: 'off', madeAt, evidence });
    expect((await verifyBrand(api.brand.system, null)).findings).toEqual([]);
    expect(filed.status).toBe(422);
    expect(await readLedger(ctx)).toHaveLength(0);
  },
);

describe('an Idempotency-Key', () => {
  test('fifty times at once makes one entry and fifty equal replies', async () => {
    const ctx = await api.brand.customer('F');
    await say(ctx, 'on');
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => put('F', { want: 'off' }, 'offers', { 'idempotency-key': 'once' })),
    );
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(replies[0]).toMatchObject({ status: 200, body: { changed: true } });
    expect(replies.filter(({ headers }) => headers.has('idempotency-replayed'))).toHaveLength(49);
    expect(await readLedger(ctx)).toHaveLength(2);
  });

  test('with another request is refused, and errors are kept as well', async () => {
    await api.brand.customer('G');
    const headers = { 'idempotency-key': 'other' };
    const first = await put('G', paperYes(1, { version: 9 }), 'offers', headers);
    expect(first.status).toBe(409);
    const reused = await put('G', { want: 'off' }, 'offers', headers);
    expect(reused).toMatchObject({ status: 409, body: { code: 'key_reused' } });
    const odd = await put('G', { want: 'off' }, 'offers', { 'idempotency-key': 'x'.repeat(256) });
    expect(odd.status).toBe(400);
  });

  test('is kept for the write and not for the note of it: a reply that cannot be kept is still given', async () => {
    const ctx = await api.brand.customer('Unkept');
    await say(ctx, 'on');
    await api.database.owner.unsafe(`
      create function refuse_note() returns trigger language plpgsql as 'begin raise ''no''; end';
      create trigger refuse_note before update on api_reply for each row execute function refuse_note()`);
    const headers = { 'idempotency-key': 'unkept' };
    const off = await put('Unkept', { want: 'off' }, 'offers', headers);
    await api.database.owner.unsafe('drop trigger refuse_note on api_reply; drop function refuse_note');
    expect(off).toMatchObject({ status: 200, body: { on: false, changed: true } });
  });

  test("is the key's own: another key may use the same", async () => {
    await api.brand.customer('H');
    const headers = { 'idempotency-key': 'shared' };
    const other = await api.as('choices');
    const one = await put('H', { want: 'off' }, 'offers', headers);
    const two = await other('PUT', '/customers/H/choices/offers', { want: 'off' }, headers);
    expect([one.body.changed, two.body.changed]).toEqual([true, false]);
  });
});

test('whoever calls too often is told how long to wait, but an opt-out always goes through', async () => {
  const hasty = await api.as('choices');
  await api.brand.customer('I');
  const replies = await Promise.all(Array.from({ length: 61 }, () => hasty('GET', '/customers/I/choices')));
  const late = replies.find(({ status }) => status === 429);
  expect(Number(late?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await hasty('PUT', '/customers/I/choices/offers', paperYes())).status).toBe(429);
  expect((await hasty('PUT', '/customers/I/choices/offers', { want: 'off' })).status).toBe(200);
});
