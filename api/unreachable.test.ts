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

test('a write whose last word was lost on the way does not say that nothing was changed', async () => {
  const call = await api.as('choices');
  await api.brand.customer('C-lost');
  await api.database.owner.unsafe(`
    create function hang_up() returns trigger language plpgsql as
      'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
    create constraint trigger hang_up after insert on ledger deferrable initially deferred
      for each row execute function hang_up()`);
  const off = await call('PUT', '/customers/C-lost/choices/offers', { want: 'off' });
  await api.database.owner.unsafe('drop trigger hang_up on ledger; drop function hang_up');
  expect(off).toMatchObject({ status: 503, body: { code: 'unsure' } });
  expect(off.headers.get('retry-after')).toBe('5');
  expect(off.text).not.toContain('Nothing was changed');
  expect(await call('PUT', '/customers/C-lost/choices/offers', { want: 'off' })).toMatchObject({
    status: 200,
  });
});
