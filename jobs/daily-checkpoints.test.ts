import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { listCheckpoints } from '#domain/checkpoint/list-checkpoints.ts';
import { makeBrand, testSealKey } from '#domain/testing.ts';
import { keepDailyCheckpoints } from './daily-checkpoints.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a worker that never runs for an hour still signs the day’s checkpoint, once', async () => {
  const brand = await makeBrand(database);
  const made = async () => (await listCheckpoints(database.db, brand.id)).checkpoints.length;
  for (const start of [1, 2, 3]) {
    const daily = keepDailyCheckpoints(database.db, testSealKey);
    await vi.waitFor(async () => expect(await made(), `start ${start}`).toBe(1), { timeout: 20_000 });
    await daily.stop();
  }
  expect(await made()).toBe(1);
}, 60_000);
