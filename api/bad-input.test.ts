import { gzipSync } from 'node:zlib';
import naughty from 'big-list-of-naughty-strings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benefitRowSchema, holdingRowSchema } from '#domain/ingest/row-schemas.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';
import { fieldsOf } from './document.testing.ts';

let api: TestApi;
let call: Call;
beforeAll(async () => {
  api = await testApi();
  call = await api.as('ingest', 'decide', 'choices');
  await api.brand.publish('offers');
  for (const customer of ['C-1', 'C-2']) await api.brand.customer(customer);
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

const itself = (body: unknown) => body;
const { customer: _, ...use } = question;

/** Bodies that are right, by their route: an address of it, and how the body is sent. */
const bodies: [string, string, Record<string, unknown>, (body: unknown) => unknown][] = [
  ['POST /decisions', '/decisions', question, itself],
  ['POST /decisions', '/decisions', { ...use, customers: ['C-1'] }, itself],
  [
    'POST /holdings',
    '/holdings',
    { ...holding, value: 'V', place: 'offline', collectedAt: madeAt, keepUntil: '2030-01-01' },
    (body) => [body],
  ],
  ['POST /benefits', '/benefits', benefit, (body) => [body]],
  [
    'PUT /customers/{externalId}',
    '/customers/C-9',
    { email: 'a@example.org', oidcSubject: 'i|s', since: madeAt },
    itself,
  ],
  ['PUT /customers/{externalId}/choices/{exchange}', '/customers/C-2/choices/offers', filing, itself],
];

/** Addresses by their route, with the same text in every place that a caller fills in. */
const addresses: Record<string, (text: string) => string> = {
  'GET /customers/{externalId}/choices': (text) => `/customers/${text}/choices`,
  'PUT /customers/{externalId}': (text) => `/customers/${text}`,
  'PUT /customers/{externalId}/choices/{exchange}': (text) => `/customers/${text}/choices/${text}`,
  'DELETE /holdings/{key}': (text) => `/holdings/${text}?customer=${text}&category=${text}`,
  'POST /deliveries/{id}/applied': (text) => `/deliveries/${text}/applied`,
  'GET /changes': (text) => `/changes?after=${text}&limit=${text}`,
  'GET /audience': (text) => `/audience?category=${text}&purpose=${text}&exchange=${text}`,
};

test('no field of the document is missing here', async () => {
  const fields = fieldsOf((await call('GET', '/openapi.json')).body);
  for (const { route, body, address } of fields) {
    const tried = bodies.filter(([name]) => name === route).flatMap(([, , sample]) => fieldsIn(sample));
    expect([...new Set(tried)].sort(), route).toEqual(body);
    const places = addresses[route]?.('here').match(/here/g) ?? [];
    expect(places, route).toHaveLength(address.length);
  }
});

/** `evidence.where` for a field within a field. */
const fieldsIn = (sample: object): string[] =>
  Object.entries(sample).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? fieldsIn(value).map((rest) => `${name}.${rest}`)
      : [name],
  );

function withField(sample: Record<string, unknown>, field: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = field.split('.');
  if (rest.length === 0) return { ...sample, [name]: value };
  return { ...sample, [name]: withField(sample[name] as Record<string, unknown>, rest.join('.'), value) };
}

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

describe.each(bodies)('in %s', (route, path, body, sent) => {
  const [method = ''] = route.split(' ');

  test.each([...new Set([...Object.keys(body), ...fieldsIn(body)])])(
    'whatever stands in “%s”, the answer is no failure of ours',
    async (field) => {
      const calls = values(path).map((value) => withField(body, field, value));
      // Rows go together: those that can be stored, then all. Others one by one.
      const isRows = Array.isArray(sent(body));
      const schema = path === '/holdings' ? holdingRowSchema : benefitRowSchema;
      const asked: unknown[] = isRows
        ? [calls.filter((row) => schema.safeParse(row).success), calls]
        : calls.map(sent);
      const replies = await Promise.all(asked.map((each) => call(method, path, each)));
      const odd = replies.filter(({ status }) => ![200, 400, 404, 409, 413, 422].includes(status));
      expect(odd.map(({ text }) => text)).toEqual([]);
    },
  );

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

  test('five thousand levels, a bomb and too many bytes are turned away', async () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
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
  // Whoever is made known by such a name stays: a tenth of them is enough.
  const calls = Object.entries(addresses).flatMap(([route, at]) =>
    inAddress
      .filter((_, n) => route !== 'PUT /customers/{externalId}' || n % 10 === 0)
      .map((text) => [route.split(' ')[0] ?? '', at(text)] as const),
  );
  const statuses = await Promise.all(
    calls.map(async ([method, path]) => {
      const body = path.includes('/choices/') ? { want: 'off' } : {};
      return (await call(method, path, method === 'PUT' ? body : undefined)).status;
    }),
  );
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
}, 120_000);

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

describe('a name that stands twice in one object', () => {
  const ndjson = { 'content-type': 'application/x-ndjson' };

  test('is refused where something is written: who reads the first would write something else', async () => {
    const off = '{"want":"on","want":"off"}';
    expect((await call('PUT', '/customers/C-1/choices/offers', off)).body.code).toBe('malformed');
    expect(
      (await call('PUT', '/customers/C-1', '{"email":"a@b.example","email":"c@d.example"}')).status,
    ).toBe(400);
    const row = JSON.stringify(holding);
    const twice = row.replace('{', '{"customer":"C-2",');
    expect((await call('POST', '/holdings', `[${row},${twice}]`)).status).toBe(400);
    const lines = await call('POST', '/holdings', `${row}\n${twice}`, ndjson);
    expect(lines.body.rows).toEqual([{ row: 1, field: '', fault: 'says_twice' }]);
  });

  test('is no doubt that a text may hold names and colons', async () => {
    const row = { ...holding, key: '"a":1,"a":', label: '{"a":1,"a":2} \\" : ' };
    expect((await call('POST', '/holdings', [row])).status).toBe(200);
    expect((await call('POST', '/holdings', JSON.stringify(row), ndjson)).status).toBe(200);
  });

  test('of a question the last counts, as everywhere in JSON', async () => {
    const text = '{"customer":"nobody","customer":"C-1","category":"purchases","purpose":"recommend"}';
    expect((await call('POST', '/decisions', text)).body.reason).toBe('never_asked');
  });
});

test('a gzip body is read like a plain one', async () => {
  const gzip = { 'content-encoding': 'gzip' };
  const { body } = await call('POST', '/decisions', gzipSync(JSON.stringify(question)), gzip);
  expect(body).toMatchObject({ allowed: false, reason: 'never_asked' });
});
