import { afterAll, beforeAll, expect, test } from 'vitest';
import { setChoices } from '#domain/choice/set-choices.ts';
import { deliveryId } from '#domain/delivery/delivery-id.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { makeBrand } from '#domain/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await testApi();
  const { brand } = api;
  await brand.publish('offers');
  await registerSystem(await brand.staff('owner'), sealKeyFrom('test'), {
    ...{ slug: 'mail', name: { en: 'Mail' }, summary: { en: 'Mail' }, exchanges: ['offers'] },
    url: 'https://mail.example/',
  });
  const ctx = await brand.customer();
  await setChoices(ctx, { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: null });
  id = deliveryId({ customerId: ctx.actor.customerId, seq: 1, system: 'mail' });
});
afterAll(() => api.database.drop());

test('a system says that a choice is in force there, as often as it likes', async () => {
  const call = await api.as('decide');
  const first = await call('POST', `/deliveries/${id}/applied`);
  expect(first).toMatchObject({ status: 200, body: { appliedAt: expect.any(String) } });
  expect((await call('POST', `/deliveries/${id}/applied`)).body).toEqual(first.body);
  const [row] = await api.database.owner`select state from delivery`;
  expect(row?.state).toBe('applied');
});

test('nobody says it without a key, with another scope, or for another brand', async () => {
  expect(await (await api.as())('POST', `/deliveries/${id}/applied`)).toMatchObject({ status: 401 });
  expect(await (await api.as('ingest'))('POST', `/deliveries/${id}/applied`)).toMatchObject({ status: 403 });
  const { secret } = await api.newKey(await makeBrand(api.database), ['decide']);
  const foreign = await api.withKey(secret)('POST', `/deliveries/${id}/applied`);
  const missing = await api.withKey(secret)('POST', '/deliveries/dlv_none/applied');
  expect(foreign).toMatchObject({ status: 404 });
  expect(foreign.text).toBe(missing.text);
});
