import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '#db/client.ts';
import { type TestApi, testApi } from './api.testing.ts';
import { createApi } from './app.ts';

let api: TestApi;
/** A database that nobody serves. */
let gone: Connection;
beforeAll(async () => {
  api = await testApi();
  gone = connect('postgresql://mutual_app@127.0.0.1:1/mutual');
  await api.brand.publish('offers');
});
afterAll(() => Promise.all([api.database.drop(), gone.close()]));

test('with the database out of reach a decision is a no, whether the key was met before or not', async () => {
  let { db } = api.database;
  const app = createApi(() => db);
  const { secret } = await api.newKey(api.brand, ['decide', 'choices']);
  const call = async (path: string, body?: object) => {
    const init = { headers: { authorization: `Bearer ${secret}` }, method: body ? 'POST' : 'GET' };
    return app.request(`/api/v1${path}`, { ...init, body: body && JSON.stringify(body) });
  };
  const question = { customer: 'C-1', category: 'purchases', purpose: 'recommend' };
  const many = { customers: ['C-1'], category: 'purchases', purpose: 'recommend' };
  const decide = () => call('/decisions', question);
  db = gone.db;
  const never = await decide();
  db = api.database.db;
  expect((await decide()).status).toBe(200);
  db = gone.db;
  for (const reply of [never, await decide(), await call('/decisions', many)]) {
    expect(reply.status).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('5');
    expect(await reply.json()).toMatchObject({ allowed: false, reason: 'unavailable', code: 'unavailable' });
  }
  expect((await call('/changes')).status).toBe(503);
});
