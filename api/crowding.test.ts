import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBrand } from '#domain/testing.ts';
import { type TestApi, testApi } from './api.testing.ts';
import { createApi } from './app.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.brand.publish('offers', { basis: 'legitimate_interests' });
  for (const name of ['C-1', 'C-2']) await api.brand.customer(name);
});
afterAll(() => api.database.drop());

const use = { category: 'purchases', purpose: 'recommend' };

/** A key of another brand asks about a customer of it. */
async function elsewhere() {
  const brand = await makeBrand(api.database);
  await brand.publish('offers', { basis: 'legitimate_interests' });
  await brand.customer('C-1');
  const { secret } = await api.newKey(brand, ['decide']);
  return () => api.withKey(secret)('POST', '/decisions', { customer: 'C-1', ...use });
}

test('a brand that does not read its audiences keeps no other brand from deciding', async () => {
  const decide = await elsewhere();
  const { secret } = await api.newKey(api.brand, ['decide']);
  const app = createApi(() => api.database.db);
  const address = `/api/v1/audience?category=${use.category}&purpose=${use.purpose}`;
  const ask = () => app.request(address, { headers: { authorization: `Bearer ${secret}` } });
  const answers = await Promise.all(Array.from({ length: 8 }, ask));
  expect(await decide()).toMatchObject({ status: 200, body: { allowed: true } });
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  await Promise.all(answers.map((answer) => answer.body?.cancel()));
  await expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(200);
});

test('a brand that waits for its import keeps no other brand from deciding', async () => {
  const decide = await elsewhere();
  const send = await api.as('ingest');
  const sent = await api.database.owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`mutual.import ${api.brand.id}`}, 0))`;
    const sending = Array.from({ length: 12 }, (_, n) => send('PUT', `/customers/W-${n}`, {}));
    await expect
      .poll(async () => (await tx`select from pg_stat_activity where application_name = 'mutual'`).length, {
        timeout: 5_000,
      })
      .toBeGreaterThan(1);
    for (let n = 0; n < 5; n++)
      expect(await decide()).toMatchObject({ status: 200, body: { allowed: true } });
    return sending;
  });
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(Array(12).fill(200));
});
