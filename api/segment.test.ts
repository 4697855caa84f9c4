import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { Analytics } from '@segment/analytics-node';
import naughty from 'big-list-of-naughty-strings';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import { revokeKey } from '#domain/api-key/revoke-key.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { transact } from '#domain/context.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import { eventMappingSchema } from '#domain/event/mapping.ts';
import { writeMappings } from '#domain/event/write-mappings.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';
import { createApi } from './app.ts';

let api: TestApi;
let secret: string;
let call: Call;
/** A database that nobody serves, and the one that requests get. */
let gone: Connection;
let db: Connection['db'];
let server: Server;
let host: string;

beforeAll(async () => {
  api = await testApi();
  db = api.database.db;
  gone = connect('postgresql://mutual_app@127.0.0.1:1/mutual');
  ({ secret } = await api.newKey(api.brand, ['ingest']));
  call = api.withKey(secret);
  await api.brand.publish('offers');
  await transact(api.brand.system, (tx) => writeMappings(tx, api.brand.id, mappings));
  server = createServer(getRequestListener(createApi(() => db).fetch));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await Promise.all([api.database.drop(), gone.close()]);
});

const mappings = [
  {
    name: 'Order Completed',
    holdings: [
      {
        category: 'purchases',
        source: 'observed',
        key: ['properties.orderId'],
        label: 'Order {properties.orderId}',
        value: '{properties.total} EUR',
      },
    ],
    benefits: [
      {
        exchange: 'offers',
        capital: 'economic',
        unit: 'EUR',
        amount: 'properties.discount',
        label: 'Off order {properties.orderId}',
      },
    ],
  },
  {
    type: 'identify',
    customer: { email: 'traits.email' },
    holdings: [
      { category: 'purchases', source: 'provided', part: 'size', label: 'Size', value: '{traits.size}' },
    ],
  },
].map((mapping) => eventMappingSchema.parse(mapping));

/** As a brand engineer would set it up. */
const segment = (writeKey = secret, settings: { maxRetries?: number } = {}) =>
  new Analytics({ writeKey, host, path: '/api/segment/v1/batch', ...settings });

/** What a library's call came to: undefined, or why it was not delivered. */
async function delivered(analytics: Analytics, event: Parameters<Analytics['track']>[0]): Promise<unknown> {
  const outcome = new Promise((resolve) => analytics.track(event, (error) => resolve(error ?? undefined)));
  await analytics.closeAndFlush({ timeout: 30_000 });
  return outcome;
}

const rowsOf = async (table: string, externalId: string): Promise<Record<string, unknown>[]> => [
  ...(await withScope(api.database.db, { kind: 'brand', brandId: api.brand.id }, (tx) =>
    tx.execute(
      sql`select * from ${sql.raw(table)} where customer_id = ${customerId(api.brand.idKey, externalId)} order by 1, 3, 4`,
    ),
  )),
];

const countsOf = async (name: string) =>
  Object.fromEntries(
    (
      await api.database.owner`
        select outcome, sum(count)::int as count from event_count
        where brand_id = ${api.brand.id} and name = ${name} group by outcome`
    ).map(({ outcome, count }) => [outcome, count]),
  );

async function willing(externalId: string) {
  const ctx = await api.brand.customer(externalId);
  const say = (want: 'on' | 'off') =>
    setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: null });
  await say('on');
  return say;
}

const order = (userId: string, orderId: string, more: object = {}) => ({
  userId,
  event: 'Order Completed',
  properties: { orderId, total: 19.9, ...more },
});

describe('@segment/analytics-node, pointed at the portal', () => {
  test('just works: what it identifies and tracks is held, and what came back is a benefit', async () => {
    await willing('A');
    const analytics = segment();
    analytics.identify({ userId: 'A', traits: { email: 'a@example.org', size: 42 } });
    analytics.track(order('A', 'o-1', { discount: '2.50' }));
    analytics.page({ userId: 'A', name: 'Home' });
    analytics.group({ userId: 'A', groupId: 'g' });
    analytics.alias({ userId: 'A', previousId: 'a' });
    analytics.track({ anonymousId: 'nobody', event: 'Order Completed' });
    await analytics.closeAndFlush({ timeout: 30_000 });
    expect(await rowsOf('customer', 'A')).toMatchObject([{ email: 'a@example.org' }]);
    expect(await rowsOf('holding', 'A')).toMatchObject([
      { key: 'o-1', label: 'Order o-1', value: '19.9 EUR' },
      { key: 'size', label: 'Size', value: '42' },
    ]);
    expect(await rowsOf('benefit', 'A')).toMatchObject([{ amount: '2.50', unit: 'EUR' }]);
    expect(await countsOf('Order Completed')).toEqual({ stored: 1, anonymous: 1 });
    expect(await countsOf('Home')).toEqual({ unmapped: 1 });
  });

  test('sends in nothing that the customer has turned off', async () => {
    const say = await willing('B');
    await say('off');
    expect(await delivered(segment(), order('B', 'o-1'))).toBeUndefined();
    expect(await rowsOf('holding', 'B')).toEqual([]);
    expect(await rowsOf('not_collected', 'B')).toMatchObject([{ category: 'purchases', count: 1 }]);
  });

  test('tries again while the database is out of reach, and nothing is lost', async () => {
    await willing('C');
    const answers: number[] = [];
    const watched = () => {
      const analytics = segment();
      analytics.on('http_response', ({ status }) => {
        answers.push(status);
        if (status === 503) db = api.database.db;
      });
      return analytics;
    };
    db = gone.db;
    expect(await delivered(watched(), order('C', 'o-1'))).toBeUndefined();
    expect(answers).toEqual([503, 200]);
    expect(await rowsOf('holding', 'C')).toHaveLength(1);
  });

  test('hears that its key is wrong or revoked, and does not try again', async () => {
    const { id, secret } = await api.newKey(api.brand, ['ingest']);
    expect(await delivered(segment(secret), order('A', 'o-2'))).toBeUndefined();
    await revokeKey(await api.brand.staff('owner'), id);
    for (const dead of [secret, 'made-up'])
      expect(String(await delivered(segment(dead), order('A', 'o-3')))).toContain('[401]');
    expect(await rowsOf('holding', 'A')).toHaveLength(3);
  });
});

describe('a batch', () => {
  const send = (body: unknown, headers = {}) => call('POST', '/api/segment/v1/batch', body, headers);

  test('that is sent twice, as after a lost answer, counts once, gzip or plain', async () => {
    await willing('D');
    const batch = [{ type: 'track', messageId: 'd-1', ...order('D', 'o-1', { discount: 1 }) }];
    const before = await countsOf('Order Completed');
    expect((await send({ batch })).body).toEqual({ success: true });
    const again = await send(gzipSync(JSON.stringify({ batch })), { 'content-encoding': 'gzip' });
    expect(again).toMatchObject({ status: 200, body: { success: true } });
    expect((await countsOf('Order Completed')).stored).toBe((before.stored ?? 0) + 1);
    expect(await rowsOf('benefit', 'D')).toHaveLength(1);
  });

  test('waits for a running import, then is told to come again', async () => {
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const turn = `mutual.import ${api.brand.id}`;
    const done = api.database.owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`;
      begun.resolve();
      await over.promise;
    });
    await begun.promise;
    const told = await send({ batch: [{ type: 'track', messageId: 'e', ...order('E', 'o-1') }] });
    over.resolve();
    await done;
    expect(told.status).toBe(429);
    expect(told.headers.get('retry-after')).toBe('10');
  });

  test('brings its key as the name in Basic, as a Bearer token, or in its body', async () => {
    const basic = `Basic ${Buffer.from(`${secret}:`).toString('base64')}`;
    const stranger = api.withKey(null);
    const path = '/api/segment/v1/batch';
    expect((await stranger('POST', path, { batch: [] }, { authorization: basic })).status).toBe(200);
    expect((await stranger('POST', path, { batch: [], writeKey: secret })).status).toBe(200);
    expect((await stranger('POST', path, { batch: [], writeKey: 'x' })).status).toBe(401);
    expect(
      (await stranger('POST', path, { batch: [], writeKey: secret }, { authorization: 'x' })).status,
    ).toBe(401);
  });

  test('that cannot be read, or is too large, is turned away whole', async () => {
    for (const body of ['', '{', 'null', '[]', '{}', '{"batch":1}', '{"batch":{}}', '\u0000'])
      expect((await send(body)).status).toBe(400);
    expect((await send('x'.repeat(512_001))).status).toBe(413);
    expect((await send({ batch: Array(2_501).fill(null) })).status).toBe(413);
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    expect((await send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413);
    const track = (body: unknown) => call('POST', '/api/segment/v1/track', body);
    expect((await track({ ...order('A', 'o-1', { x: 'x'.repeat(40_000) }) })).status).toBe(413);
  });

  test('with whatever stands in an event is answered, and the good events of it are stored', async () => {
    await willing('F');
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const good = { type: 'track', messageId: 'good', ...order('F', 'good') };
    const odd = [null, true, 0, -1, 1e308, 2 ** 53, '', ' ', [], {}, [[]], '\u0000', '\ud800', '9999-12-31'];
    const places = ['type', 'event', 'userId', 'messageId', 'timestamp', 'properties', 'traits', 'context'];
    const inEvents = places.map((place) =>
      [...odd, ...naughty].map((value) => ({ ...good, messageId: `${place}`, [place]: value })),
    );
    const inProperties = ['orderId', 'total', 'discount'].map((place) =>
      [...odd, ...naughty].map((value, i) => ({
        ...good,
        messageId: `${place} ${i}`,
        properties: { ...good.properties, orderId: `odd ${i}`, [place]: value },
      })),
    );
    for (const batch of [...inEvents, ...inProperties]) {
      const { status, text } = await send({ batch });
      expect({ status, text }).toEqual({ status: 200, text: '{"success":true}' });
    }
    const raw = JSON.stringify(good);
    const polluted = raw.replace('{', '{"__proto__":{"a":1},"constructor":1,');
    const last = await send(
      `{"batch":[${deep},{"type":"track","properties":${deep}},${polluted},${raw},${JSON.stringify('x'.repeat(40_000))}]}`,
    );
    expect(last.status).toBe(200);
    expect({}).not.toHaveProperty('a');
    expect((await rowsOf('holding', 'F')).map(({ key }) => key)).toContain('good');
  });
});

test('a key that calls too often is told when to come again, as libraries obey', async () => {
  const few = createApi(() => api.database.db, { rates: { decisions: 1, calls: 2 } });
  const send = () =>
    few.request('/api/segment/v1/batch', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: '{"batch":[]}',
    });
  expect((await send()).status).toBe(200);
  expect((await send()).status).toBe(200);
  const told = await send();
  expect(told.status).toBe(429);
  expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('each type of event may come alone, at an address of its own', async () => {
  await willing('G');
  const { status, body } = await call('POST', '/api/segment/v1/track', {
    messageId: 'g',
    ...order('G', 'o-1'),
  });
  expect({ status, body }).toEqual({ status: 200, body: { success: true } });
  await call('POST', '/api/segment/v1/identify', { userId: 'G', messageId: 'g-2', traits: { size: 38 } });
  expect(await rowsOf('holding', 'G')).toMatchObject([{ key: 'o-1' }, { key: 'size', value: '38' }]);
  expect((await call('POST', '/api/segment/v1/shout', {})).body).toMatchObject({ code: 'no_route' });
});
