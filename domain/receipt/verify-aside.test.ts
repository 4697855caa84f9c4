import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { emptyEntries } from '#lib/attacks.testing.ts';
import { longestSilence } from '#lib/heartbeat.testing.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type KnownKey, listPublicKeys } from '../signing-key/public-keys.ts';
import { makeBrand, testSealKey } from '../testing.ts';
import { issueReceipts } from './issue-receipts.ts';
import type { ReceiptFile } from './receipt-file.ts';
import { verifyAside } from './verify-aside.ts';

let database: TestDatabase;
let keys: KnownKey[];
let file: ReceiptFile;
beforeAll(async () => {
  database = await testDatabase();
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const ctx = await brand.customer();
  await setChoices(ctx, { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: 'en' });
  file = await issueReceipts(ctx, testSealKey);
  keys = await listPublicKeys(database.db, testSealKey);
});
afterAll(() => database.drop());

test('a file is judged as ever', async () => {
  expect(await verifyAside('someone', { text: JSON.stringify(file), keys })).toMatchObject({
    ok: true,
    receipts: [{ seq: 1, state: 'granted' }],
  });
});

describe('nobody waits', () => {
  const repeated = (count: number) =>
    JSON.stringify({ ...file, receipts: Array.from({ length: count }, () => file.receipts[0]) });

  test.each([
    [
      'for a file of more than a million entries that say nothing',
      () => emptyEntries(),
      { ok: false, why: 'too_much' },
    ],
    ['for one receipt nine hundred times', () => repeated(900), { ok: true }],
    ['for four megabytes of one text', () => 'x'.repeat(4_000_000), { ok: false, why: 'unreadable' }],
    ['for a hundred thousand levels', () => `{"a":${'['.repeat(100_000)}`, { ok: false, why: 'unreadable' }],
  ])('%s', async (_, make, verdict) => {
    const text = make();
    const { result, silence } = await longestSilence(() => verifyAside('someone', { text, keys }));
    expect(result).toMatchObject(verdict);
    expect(silence).toBeLessThan(200);
  });

  test('behind another’s flood: that waits behind itself, and is told when it is too much', async () => {
    const text = repeated(900);
    const flood = Promise.allSettled(
      Array.from({ length: 20 }, () => verifyAside('flooder', { text, keys })),
    );
    expect(await verifyAside('someone', { text: JSON.stringify(file), keys })).toMatchObject({ ok: true });
    const outcomes = await flood;
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'busy' } });
  }, 60_000);
});
