import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '#domain/api-key/revoke-key.ts';
import { makeBrand } from '#domain/testing.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';
import { createApi } from './app.ts';

/** Every route: who may call it, a call that is right, and what the right caller gets. */
const routes: Record<
  string,
  { scope: string; path: string; body?: unknown; gets: number; stranger: number }
> = {
  'post /decisions': {
    scope: 'decide',
    path: '/decisions',
    body: { customer: 'C-1', category: 'purchases', purpose: 'recommend' },
    gets: 200,
    stranger: 200,
  },
  'put /customers/{externalId}': {
    scope: 'ingest',
    path: '/customers/C-1',
    body: {},
    gets: 200,
    stranger: 200,
  },
  'post /holdings': {
    scope: 'ingest',
    path: '/holdings',
    body: [{ customer: 'C-1', category: 'purchases', key: 'h', label: 'Shoes', source: 'observed' }],
    gets: 200,
    stranger: 422,
  },
  'delete /holdings/{key}': {
    scope: 'ingest',
    path: '/holdings/h?customer=C-1&category=purchases',
    gets: 204,
    stranger: 404,
  },
  'post /benefits': {
    scope: 'ingest',
    path: '/benefits',
    body: [
      {
        customer: 'C-1',
        exchange: 'offers',
        key: 'b',
        capital: 'economic',
        amount: '2.50',
        unit: 'EUR',
        label: 'Off shoes',
        receivedAt: '2026-06-01',
      },
    ],
    gets: 200,
    stranger: 422,
  },
  'get /customers/{externalId}/choices': {
    scope: 'choices',
    path: '/customers/C-2/choices',
    gets: 200,
    stranger: 404,
  },
  'put /customers/{externalId}/choices/{exchange}': {
    scope: 'choices',
    path: '/customers/C-2/choices/offers',
    body: { want: 'off' },
    gets: 200,
    stranger: 404,
  },
  'get /audience': {
    scope: 'decide',
    path: '/audience?category=purchases&purpose=recommend',
    gets: 200,
    stranger: 200,
  },
  'post /deliveries/{id}/applied': {
    scope: 'decide',
    path: '/deliveries/00000000-0000-4000-8000-000000000000/applied',
    gets: 404,
    stranger: 404,
  },
  'get /changes': { scope: 'choices', path: '/changes', gets: 200, stranger: 200 },
};

let api: TestApi;
const callers: Record<string, Call> = {};

beforeAll(async () => {
  api = await testApi();
  const { brand, database } = api;
  await brand.publish('offers');
  await brand.customer('C-1');
  await brand.customer('C-2');
  const all = ['ingest', 'decide', 'choices'];
  for (const scope of all) callers[scope] = await api.as(scope);
  callers.nobody = await api.as();
  callers.madeUp = api.withKey(`mk_00000000_${'a'.repeat(43)}`);
  const revoked = await api.newKey(brand, all);
  callers.revoked = api.withKey(revoked.secret);
  await callers.revoked('GET', '/customers/C-1/choices');
  await callers.revoked('POST', '/decisions', routes['post /decisions']?.body);
  await revokeKey(await brand.staff('owner'), revoked.id);
  const expired = await api.newKey(brand, all);
  callers.expired = api.withKey(expired.secret);
  await callers.expired('POST', '/decisions', routes['post /decisions']?.body);
  await database.owner`update api_key set expires_at = now() where id = ${expired.id}`;
  const other = await makeBrand(database);
  // Its exchanges and categories are its own: it has none of this brand's names.
  await database.owner`update category set slug = 'theirs' where brand_id = ${other.id}`;
  callers.stranger = api.withKey((await api.newKey(other, all)).secret);
});
afterAll(() => api.database.drop());

test('every route of the document is in this table, and nothing else', async () => {
  const body = (await callers.nobody?.('GET', '/openapi.json'))?.body ?? {};
  const paths = Object.entries(body.paths as Record<string, object>);
  const known = paths.flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  expect(known.sort()).toEqual(Object.keys(routes).sort());
  expect(body.openapi).toBe('3.1.0');
});

describe.each(Object.entries(routes))('%s', (name, { scope, path, body, gets, stranger }) => {
  const status = async (caller: string) =>
    (await callers[caller]?.(name.split(' ')[0]?.toUpperCase() ?? '', path, body))?.status;

  test.each(['nobody', 'madeUp', 'revoked', 'expired'])('is closed to %s', async (caller) => {
    expect(await status(caller)).toBe(401);
  });

  test.each(['ingest', 'decide', 'choices'].filter((other) => other !== scope))(
    'is closed to a key for %s',
    async (caller) => expect(await status(caller)).toBe(403),
  );

  test(`shows another brand nothing, and is open to a key for ${scope}`, async () => {
    expect(await status('stranger')).toBe(stranger);
    expect(await status(scope)).toBe(gets);
  });
});

describe('Segment’s API, which no OpenAPI document describes', () => {
  const types = ['track', 'identify', 'page', 'screen', 'group', 'alias'];
  const paths = ['batch', ...types].map((name) => `/api/segment/v1/${name}`);
  const event = { userId: 'C-1', event: 'Seen', messageId: 'm-1' };

  test('has these routes and no others', () => {
    const { routes } = createApi(() => api.database.db);
    const known = routes.filter(({ path }) => path.startsWith('/api/segment') && !path.endsWith('*'));
    expect([...new Set(known.map(({ method, path }) => `${method} ${path}`))].sort()).toEqual(
      paths.map((path) => `POST ${path}`).sort(),
    );
  });

  test.each(paths)('%s is open to a key for ingest only', async (path) => {
    const body = path.endsWith('batch') ? { batch: [event] } : event;
    const status = async (caller: string) => (await callers[caller]?.('POST', path, body))?.status;
    for (const caller of ['nobody', 'madeUp', 'revoked', 'expired'])
      expect([caller, await status(caller)]).toEqual([caller, 401]);
    for (const caller of ['decide', 'choices']) expect([caller, await status(caller)]).toEqual([caller, 403]);
    for (const caller of ['stranger', 'ingest'])
      expect([caller, await status(caller)]).toEqual([caller, 200]);
  });
});
