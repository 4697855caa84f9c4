import { gzipSync } from 'node:zlib';
import naughty from 'big-list-of-naughty-strings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benefitRowSchema, holdingRowSchema } from '#domain/ingest/row-schemas.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let call: Call;
beforeAll(async () => {
  api = await testApi();
  call = await api.as('ingest', 'decide', 'choices');
  await api.brand.publish('offers');
  await api.brand.customer('C-1');
});
afterAll(() => api.database.drop());

const holding = { customer: 'C-1', category: 'purchases', key: 'k', label: 'L', source: 'observed' };
const benefit = {
  customer: 'C-1',
  exchange: 'offers',
  key: 'k',
  capital: 'economic',
  amount: '1',
  unit: 'EUR',
  label: 'L',
  receivedAt: '2026-01-01',
};
const madeAt = '2026-01-01T00:00:00Z';
const filing = { want: 'on', version: 1, madeAt, evidence: { where: 'W', shown: 'S', reference: 'R' } };
const question = {
  customer: 'C-1',
  category: 'purchases',
  purpose: 'recommend',
  exchange: 'offers',
  minSeq: 0,
};

/** A body that is right, and how it is sent. */
const bodies: [string, string, string, Record<string, unknown>, (body: unknown) => unknown][] = [
  ['a question', 'POST', '/decisions', question, (body) => body],
  [
    'a holding',
    'POST',
    '/holdings',
    { ...holding, value: 'V', place: 'offline', collectedAt: madeAt },
    (body) => [body],
  ],
  ['a benefit', 'POST', '/benefits', benefit, (body) => [body]],
  [
    'a customer',
    'PUT',
    '/customers/C-9',
    { email: 'a@example.org', oidcSubject: 'i|s', since: madeAt },
    (body) => body,
  ],
  ['a filing', 'PUT', '/customers/C-1/choices/offers', filing, (body) => body],
];

const odd: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  '',
  ' ',
  [],
  {},
  [[]],
  { a: 1 },
  '\u0000',
  '\ud800',
  '9999-12-31T23:59:59Z',
  '+275760-09-13',
  '0000-00-00',
  'x'.repeat(100_000),
];

/** Customers are written one after the other: a tenth of the strings is enough there. */
const values = (path: string): unknown[] =>
  path === '/customers/C-9' ? [...naughty.filter((_, i) => i % 10 === 0), ...odd] : [...naughty, ...odd];

describe.each(bodies)('in %s', (_, method, path, body, sent) => {
  test.each(Object.keys(body))('whatever stands in “%s”, the answer is no failure of ours', async (field) => {
    const calls = values(path).map((value) => ({ ...body, [field]: value }));
    // Rows go together: those that can be stored, then all. Others one by one.
    const isRows = Array.isArray(sent(body));
    const schema = path === '/holdings' ? holdingRowSchema : benefitRowSchema;
    const asked: unknown[] = isRows
      ? [calls.filter((row) => schema.safeParse(row).success), calls]
      : calls.map(sent);
    const replies = await Promise.all(asked.map((each) => call(method, path, each)));
    const odd = replies.filter(({ status }) => ![200, 400, 404, 409, 422].includes(status));
    expect(odd.map(({ text }) => text)).toEqual([]);
  });

  test('a field that nobody knows is refused, also one that objects inherit', async () => {
    for (const more of ['"__proto__":{"a":1}', '"constructor":1', '"more":1']) {
      const text = JSON.stringify(sent(body)).replace('{', `{${more},`);
      expect((await call(method, path, text)).status).toBe(422);
    }
    expect({}).not.toHaveProperty('a');
  });

  test('what is no such body is refused', async () => {
    for (const text of [
      '',
      '{',
      'null',
      '1',
      '"x"',
      '[]',
      '{}',
      '[null]',
      '[[]]',
      '\u0000',
      '{"a":1}garbage',
    ])
      expect([400, 422]).toContain(
        (await call(method, path, path === '/customers/C-9' && text === '{}' ? '1' : text)).status,
      );
  });

  test('ten thousand levels, a bomb and too many bytes are turned away', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect((await call(method, path, deep)).status).toBe(400);
    expect((await call(method, path, `{"a":${deep}}`)).status).toBe(400);
    const gzip = { 'content-encoding': 'gzip' };
    expect((await call(method, path, gzipSync(Buffer.alloc(100_000_000)), gzip)).status).toBe(413);
    expect((await call(method, path, gzipSync('{}').subarray(0, 10), gzip)).status).toBe(400);
    expect((await call(method, path, 'x'.repeat(16_000_001))).status).toBe(413);
    expect((await call(method, path, '{}', { 'content-encoding': 'br' })).status).toBe(415);
  });
});

test('in an address nothing fails on our side', async () => {
  const inAddress = [...naughty, '%', '%00', '%ff', '..', '\ud800'].map((value) => {
    try {
      return encodeURIComponent(value);
    } catch {
      return value;
    }
  });
  const paths = inAddress.flatMap((value) => [
    ['GET', `/customers/${value}/choices`],
    ['PUT', `/customers/C-1/choices/${value}`],
    ['DELETE', `/holdings/${value}?customer=${value}&category=purchases`],
    ['GET', `/changes?after=${value}&limit=${value}`],
    ['GET', `/audience?category=${value}&purpose=${value}`],
  ]);
  const statuses = await Promise.all(
    paths.map(
      async ([method = '', path = '']) =>
        (await call(method, path, method === 'PUT' ? { want: 'off' } : undefined)).status,
    ),
  );
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
});

test('rows beyond ten thousand, and half an NDJSON, leave nothing behind', async () => {
  const rows = Array.from({ length: 11_000 }, (_, i) => ({ ...holding, customer: 'C-half', key: `k${i}` }));
  expect((await call('POST', '/holdings', rows)).status).toBe(413);
  const ndjson = rows
    .slice(0, 100)
    .map((row) => JSON.stringify(row))
    .join('\n')
    .slice(0, -20);
  const half = await call('POST', '/holdings', ndjson, { 'content-type': 'application/x-ndjson' });
  expect(half.body.rows).toEqual([{ row: 99, field: '', fault: 'not_json' }]);
  const stored = await api.database.owner`select 1 from customer where external_id = 'C-half'`;
  expect(stored).toHaveLength(0);
});

test('of a key that is said twice the last counts, as everywhere in JSON', async () => {
  const text = '{"customer":"nobody","customer":"C-1","category":"purchases","purpose":"recommend"}';
  expect((await call('POST', '/decisions', text)).body.reason).toBe('never_asked');
});

test('a gzip body is read like a plain one', async () => {
  const gzip = { 'content-encoding': 'gzip' };
  const { body } = await call('POST', '/decisions', gzipSync(JSON.stringify(question)), gzip);
  expect(body).toMatchObject({ allowed: false, reason: 'never_asked' });
});
