import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChoiceLane, openChoiceLane } from '#db/choice-lane.ts';
import { connect } from '#db/client.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { makeBrand, type TestBrand } from '#domain/testing.ts';
import { type TestApi, testApi } from './api.testing.ts';
import { createApi } from './app.ts';

let api: TestApi;
let choices: ChoiceLane & { close: () => Promise<void> };
let other: TestBrand;
beforeAll(async () => {
  api = await testApi();
  choices = openChoiceLane(api.database.appUrl);
  other = await makeBrand(api.database);
  for (const brand of [api.brand, other]) await brand.publish('offers');
});
afterAll(async () => {
  await choices.close();
  await api.database.drop();
});

const off = { want: 'off' };
const evidence = { where: 'Counter', shown: 'x'.repeat(600) };
const longOff = { ...off, madeAt: new Date(Date.now() - 60_000).toISOString(), evidence };

/** The API with a pool of two and a lane of its own, as a portal has them. */
function serve(rates = { decisions: 1_000, calls: 1_000 }) {
  const pool = connect(api.database.appUrl, { max: 2 });
  const app = createApi(() => pool.db, { rates, choices: () => choices });
  const put = (secret: string, customer: string, body: object, packed = false, headers = {}) => {
    const text = packed ? gzipSync(JSON.stringify(body)) : JSON.stringify(body);
    return app.request(`/api/v1/customers/${customer}/choices/offers`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-length': String(text.length),
        ...(packed && { 'content-encoding': 'gzip' }),
        ...headers,
      },
      body: typeof text === 'string' ? text : new Uint8Array(text),
    });
  };
  return { put, pool, app };
}

const newKey = async (brand: TestBrand) => (await api.newKey(brand, ['choices'])).secret;

test('only a short body is an opt-out: a long or packed one is limited like any call, before it is read', async () => {
  const { put, pool } = serve({ decisions: 1, calls: 2 });
  const secret = await newKey(api.brand);
  await api.brand.customer('A');
  expect((await put(secret, 'A', longOff)).status).toBe(200);
  expect((await put(secret, 'A', off, true)).status).toBe(200);
  const unreadable = { ...off, more: '['.repeat(100_000) };
  for (const body of [longOff, unreadable]) expect((await put(secret, 'A', body)).status).toBe(429);
  expect((await put(secret, 'A', off, true)).status).toBe(429);
  for (let n = 0; n < 20; n++) expect((await put(secret, 'A', off)).status).toBe(200);
  await pool.close();
});

test('what says off and on is no opt-out', async () => {
  const { put, pool } = serve({ decisions: 1, calls: 1 });
  const secret = await newKey(api.brand);
  await api.brand.customer('B');
  const both = { toJSON: () => ({}) };
  expect((await put(secret, 'B', both)).status).toBe(422);
  expect((await put(secret, 'B', { want: 'on' })).status).toBe(429);
  expect((await put(secret, 'B', { want: ['off'] })).status).toBe(429);
  expect((await put('mk_00000000_none', 'B', off)).status).toBe(401);
  await pool.close();
});

test('an opt-out is taken while every connection of the ordinary calls is held', async () => {
  const { put, pool, app } = serve();
  const secret = await newKey(api.brand);
  await api.brand.customer('C');
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const held = [1, 2].map(() => pool.sql.begin(() => released));
  const ordinary = Promise.resolve(
    app.request('/api/v1/customers/C/choices', { headers: { authorization: `Bearer ${secret}` } }),
  );
  expect((await put(secret, 'C', off)).status).toBe(200);
  expect(await Promise.race([ordinary, 'still waiting'])).toBe('still waiting');
  release();
  await Promise.all(held);
  expect((await ordinary).status).toBe(200);
  await pool.close();
});

test('opt-outs of a brand that cannot be written yet keep no other brand’s waiting, nor its own other customers’', async () => {
  const { put, pool } = serve();
  const [ours, theirs] = [await newKey(api.brand), await newKey(other)];
  await api.brand.customer('D');
  await api.brand.customer('E');
  await other.customer('D');
  const waiting = await api.database.owner.begin(async (tx) => {
    await tx`select from customer where external_id = 'D' and brand_id = ${api.brand.id} for update`;
    const sent = Array.from({ length: 30 }, () => put(ours, 'D', off));
    expect((await put(theirs, 'D', off)).status).toBe(200);
    expect((await put(ours, 'E', off)).status).toBe(200);
    return sent;
  });
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(30).fill(200));
  await pool.close();
});

test.each([
  ['withdrawn', 'off', 'on', { on: true, standing: 'granted', seq: 3 }],
  ['granted', 'on', 'off', { on: false, standing: 'withdrawn', seq: 3 }],
] as const)(
  'a filing “%s” that is sent again with its Idempotency-Key says how it stands now, and changes nothing',
  async (_, filed, since, now) => {
    const { put, pool } = serve();
    const secret = await newKey(api.brand);
    const ctx = await api.brand.customer(`Replay ${filed}`);
    const say = (want: 'on' | 'off', minutesAgo = 0) => {
      const now = () => new Date(Date.now() - minutesAgo * 60_000);
      return setChoices(
        { ...ctx, now },
        { wishes: [{ exchange: 'offers', want, version: 1 }], locale: null },
      );
    };
    // A yes made elsewhere counts when it is later than the no by more than clocks differ.
    await say(since, 10);
    const body =
      filed === 'off'
        ? off
        : { want: 'on', version: 1, madeAt: new Date().toISOString(), evidence: { where: 'Counter' } };
    const send = async () => {
      const reply = await put(secret, `Replay ${filed}`, body, false, { 'idempotency-key': 'once' });
      return { replayed: reply.headers.has('idempotency-replayed'), ...(await reply.json()) };
    };
    const first = await send();
    expect(first).toMatchObject({ on: filed === 'on', changed: true, seq: 2, replayed: false });
    expect(await send()).toEqual({ ...first, replayed: true });
    await say(since);
    expect(await send()).toEqual({ ...first, ...now, replayed: true });
    await api.database.owner`update exchange set retired_at = now() where brand_id = ${api.brand.id}`;
    expect(await send()).toMatchObject({ on: false, changed: true, replayed: true });
    await api.database.owner`update exchange set retired_at = null where brand_id = ${api.brand.id}`;
    await pool.close();
  },
);
