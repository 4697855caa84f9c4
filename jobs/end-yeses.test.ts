import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { openNetwork } from '#domain/delivery/network.ts';
import { behaviours, openReceiver } from '#domain/delivery/receiver.testing.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { makeBrand } from '#domain/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { startWorker } from './worker.ts';

const sealKey = sealKeyFrom('the seal key of this test, long enough');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a system that only listens to webhooks hears that a wider version ended a yes', async () => {
  const brand = await makeBrand(database);
  await brand.publish('offers', { recipients: ['A'] });
  const receiver = await openReceiver(behaviours.applies);
  const text = { en: 'Mail' };
  await registerSystem(await brand.staff('owner'), sealKey, {
    ...{ slug: 'mail', name: text, summary: text, exchanges: ['offers'], url: receiver.url },
  });
  const customer = await brand.customer();
  await setChoices(customer, { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: 'en' });
  await brand.publish('offers', { recipients: ['A', 'B'] });

  const network = openNetwork(() => true);
  const worker = await startWorker(database.appUrl, { network, sealKey });
  const heard = () => receiver.hits.map(({ body }) => JSON.parse(body).data);
  await vi.waitFor(
    () =>
      expect(heard()).toContainEqual(
        expect.objectContaining({ seq: 2, exchange: 'offers', version: 1, state: 'expired', allowed: false }),
      ),
    { timeout: 20_000 },
  );
  await worker.stop();
  await network.destroy();
  await receiver.close();
}, 40_000);
