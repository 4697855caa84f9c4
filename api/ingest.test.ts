import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withScope } from '#db/scope.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import { listHoldings } from '#domain/holding/list-holdings.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let call: Call;
beforeAll(async () => {
  api = await testApi();
  call = await api.as('ingest');
  await api.brand.publish('offers');
});
afterAll(() => api.database.drop());

const rowsOf = async (table: string, externalId: string): Promise<Record<string, unknown>[]> => [
  ...(await withScope(api.database.db, { kind: 'brand', brandId: api.brand.id }, (tx) =>
    tx.execute(
      sql`select * from ${sql.raw(table)} where customer_id = ${customerId(api.brand.idKey, externalId)} order by 1, 3, 4`,
    ),
  )),
];

const shoe = (customer: string, key = 'o-1', more = {}) => ({
  customer,
  category: 'purchases',
  key,
  label: 'Shoes',
  value: '79 EUR',
  source: 'observed',
  collectedAt: '2026-03-01T10:00:00+01:00',
  ...more,
});
const counts = (inserted: number, updated: number, unchanged: number) => ({ inserted, updated, unchanged });

describe('holdings', () => {
  test.each(['0001-01-01', '0001-01-01T00:00:00+15:00', '0099-12-31', '9999-12-31T23:59:59-01:00'])(
    'of %s are refused: the customer would read another century, or no page at all',
    async (collectedAt) => {
      expect((await call('POST', '/holdings', [shoe('Old', 'o', { collectedAt })])).status).toBe(422);
    },
  );

  test.each(['1000-01-01', '9999-12-31', '9999-12-31T05:00:00-05:00', '9999-12-31T23:59:59Z'])(
    'of %s are read as they were sent',
    async (collectedAt) => {
      const customer = `At ${collectedAt}`;
      const sent = await call('POST', '/holdings', [shoe(customer, 'o', { collectedAt })]);
      expect(sent.status).toBe(200);
      const actor = await api.brand.customer(`Reader of ${customer}`);
      const read = { ...actor.actor, customerId: customerId(api.brand.idKey, customer) };
      const { holdings } = await listHoldings({ ...actor, actor: read }, 'purchases', {});
      expect(holdings[0]?.collectedAt?.toISOString().slice(0, 10)).toBe(collectedAt.slice(0, 10));
    },
  );

  test('that had to wait for an import too long can be sent again under the same Idempotency-Key', {
    timeout: 40_000,
  }, async () => {
    const send = () =>
      call('POST', '/holdings', [shoe('Waiting')], { 'idempotency-key': 'after-the-import' });
    await api.database.owner.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(hashtextextended(${`mutual.import ${api.brand.id}`}, 0))`;
      expect(await send()).toMatchObject({ status: 409, body: { code: 'conflict' } });
    });
    expect(await send()).toMatchObject({ status: 200, body: { holdings: counts(1, 0, 0) } });
  });

  test('are stored, counted, and the same when sent again', async () => {
    const rows = [shoe('A'), shoe('A', 'o-2', { source: 'provided' })];
    const first = await call('POST', '/holdings', rows);
    expect(first.body).toMatchObject({ customers: counts(1, 0, 0), holdings: counts(2, 0, 0) });
    const again = await call('POST', '/holdings', rows);
    expect(again.body).toMatchObject({ customers: counts(0, 0, 1), holdings: counts(0, 0, 2) });
    const changed = await call('POST', '/holdings', [shoe('A', 'o-1', { label: 'Boots' })]);
    expect(changed.body).toMatchObject({ holdings: counts(0, 1, 0) });
    expect(await rowsOf('holding', 'A')).toMatchObject([{ label: 'Boots' }, { label: 'Shoes' }]);
    expect(await rowsOf('holding_tally', 'A')).toMatchObject([{ count: 1 }, { count: 1 }]);
  });

  test('come as NDJSON too, 10,000 of them and not more', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => JSON.stringify(shoe(`N-${i % 100}`, `k-${i}`)));
    const ndjson = { 'content-type': 'application/x-ndjson' };
    const most = await call('POST', '/holdings', `${lines.join('\n')}\n`, ndjson);
    expect(most.body).toMatchObject({ customers: counts(100, 0, 0), holdings: counts(10_000, 0, 0) });
    const more = await call('POST', '/holdings', [...lines, lines[0]].join('\n'), ndjson);
    expect(more.status).toBe(413);
  });

  test('with a wrong row are not stored at all, and each wrong row is named', async () => {
    const rows = [
      shoe('B'),
      shoe('B', 'o-2', { category: 'nothing' }),
      shoe('B', 'o-3', { source: 'guessed', collectedAt: '30.2.2026' }),
    ];
    const refused = await call('POST', '/holdings', rows);
    expect(refused).toMatchObject({ status: 422, body: { total: 2 } });
    expect(refused.body.rows).toEqual([
      { row: 2, field: 'source', fault: 'invalid' },
      { row: 2, field: 'collectedAt', fault: 'invalid' },
    ]);
    expect((await call('POST', '/holdings', rows.slice(0, 2))).body.rows).toEqual([
      { row: 1, field: 'category', fault: 'unknown' },
    ]);
    expect(await rowsOf('customer', 'B')).toEqual([]);
  });

  test('that contradict each other under one key are refused', async () => {
    const refused = await call('POST', '/holdings', [shoe('C'), shoe('C', 'o-1', { label: 'Boots' })]);
    expect(refused.body.rows).toEqual([{ row: 1, field: 'key', fault: 'differs from row 0' }]);
    expect(await rowsOf('customer', 'C')).toEqual([]);
  });

  test.each(['value', 'masked', 'count'])(
    'kept as “%s” are let go of by the key they came with',
    async (keeps) => {
      const category = `kept-${keeps}`;
      await api.database.owner`
      insert into category (brand_id, slug, name, summary, standard_key, keeps)
      values (${api.brand.id}, ${category}, '{"en":"K"}', '{"en":"K"}', 'user', ${keeps})`;
      const customer = `D-${keeps}`;
      await call('POST', '/holdings', [
        shoe(customer, 'a/ b', { category }),
        shoe(customer, 'c', { category }),
      ]);
      const path = (key: string) =>
        `/holdings/${encodeURIComponent(key)}?customer=${customer}&category=${category}`;
      expect((await call('DELETE', path('a/ b'))).status).toBe(204);
      expect((await call('DELETE', path('a/ b'))).status).toBe(404);
      expect(await rowsOf('holding_tally', customer)).toMatchObject([{ count: 1 }]);
      expect((await call('DELETE', path('c'))).status).toBe(204);
      expect(await rowsOf('holding_tally', customer)).toEqual([]);
    },
  );

  test('sent by many at once are all there', async () => {
    const calls = Array.from({ length: 8 }, (_, i) => call('POST', '/holdings', [shoe('E', `p-${i % 4}`)]));
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await rowsOf('holding', 'E')).toHaveLength(4);
  });
});

test('benefits are stored exactly, and the same when sent again', async () => {
  const benefit = {
    customer: 'F',
    exchange: 'offers',
    key: 'b-1',
    capital: 'economic',
    amount: '0.10',
    unit: 'EUR',
    label: 'Ten cents off',
    receivedAt: '2026-04-01',
  };
  expect((await call('POST', '/benefits', [benefit])).body).toMatchObject({ benefits: counts(1, 0, 0) });
  expect((await call('POST', '/benefits', [benefit])).body).toMatchObject({ benefits: counts(0, 0, 1) });
  expect(await rowsOf('benefit', 'F')).toMatchObject([{ amount: '0.10', label: 'Ten cents off' }]);
  for (const wrong of [
    { amount: 0 },
    { amount: '-1' },
    { amount: 1e-9 },
    { unit: 'euro' },
    { exchange: 'none' },
  ])
    expect((await call('POST', '/benefits', [{ ...benefit, ...wrong }])).status).toBe(422);
});

test('a customer is made known, and keeps what a later call leaves out', async () => {
  const put = (body: unknown) => call('PUT', '/customers/G%2F1', body);
  expect((await put({ email: 'G@Example.org', since: '2020-01-01' })).body).toEqual(counts(1, 0, 0));
  expect((await put({})).body).toEqual(counts(0, 0, 1));
  expect((await put({ oidcSubject: 'https://id.example|g' })).body).toEqual(counts(0, 1, 0));
  expect(await rowsOf('customer', 'G/1')).toMatchObject([
    { external_id: 'G/1', email: 'g@example.org', oidc_subject: 'https://id.example|g' },
  ]);
  expect((await put({ email: 'nobody' })).status).toBe(422);
});
