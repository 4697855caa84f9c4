import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { makeCheckpoint } from '#domain/checkpoint/make-checkpoint.ts';
import { makeBrand } from '#domain/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { unreadableLines } from './unreadable-lines.ts';

const sealKey = sealKeyFrom('the secret before');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('whoever starts the portal under another AUTH_SECRET reads what that breaks and how to mend it', async () => {
  const brand = await makeBrand({ ...database, sealKey }, 'acme');
  await makeCheckpoint(brand.system, sealKey);
  expect(await unreadableLines(database.appUrl, 'the secret before')).toEqual([]);
  const lines = (await unreadableLines(database.appUrl, 'the secret after')).join('\n');
  expect(lines).toContain('keys that sign receipts and checkpoints: acme');
  expect(lines).toContain('npm run mutual -- keys rotate');
  expect(lines).not.toContain('systems');
});
