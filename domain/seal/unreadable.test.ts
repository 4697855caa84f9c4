import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { makeCheckpoint } from '../checkpoint/make-checkpoint.ts';
import { rotateKey } from '../signing-key/rotate-key.ts';
import { findSystem } from '../system/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { retireSystem } from '../system/retire-system.ts';
import { rotateSecret } from '../system/rotate-secret.ts';
import { makeBrand, testSealKey } from '../testing.ts';
import { listUnreadable, unreadableOf } from './unreadable.ts';

const before = testSealKey;
const after = sealKeyFrom('the secret after');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A brand that signed a checkpoint and has two systems, all under the secret before. */
async function brandWithSecrets() {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const owner = await brand.staff('owner');
  await makeCheckpoint(brand.system, before);
  const text = { en: 'Mail' };
  const terms = { name: text, summary: text, exchanges: ['offers'], url: 'https://mail.example/hook' };
  for (const slug of ['ads', 'mail']) await registerSystem(owner, before, { slug, ...terms });
  return { brand, owner };
}

test('nothing is amiss under the secret that sealed it', async () => {
  const { brand } = await brandWithSecrets();
  expect((await listUnreadable(database.db, before)).filter(({ slug }) => slug === brand.slug)).toEqual([]);
});

test('under another secret every key and secret is named, until each is made anew', async () => {
  const { brand, owner } = await brandWithSecrets();
  expect(await listUnreadable(database.db, after)).toContainEqual({
    slug: brand.slug,
    signingKey: true,
    systems: ['ads', 'mail'],
  });
  await rotateKey(brand.asOwner, after);
  await rotateSecret(owner, after, { slug: 'mail', seen: (await findSystem(owner, 'mail')).seen });
  expect(await unreadableOf(owner, after)).toEqual({ signingKey: false, systems: ['ads'] });
  await retireSystem(owner, { slug: 'ads', seen: (await findSystem(owner, 'ads')).seen });
  expect(await unreadableOf(owner, after)).toEqual({ signingKey: false, systems: [] });
});

test('staff who may change it are told, of their own brand only', async () => {
  const { brand } = await brandWithSecrets();
  const other = await makeBrand({ ...database, sealKey: after });
  expect(await unreadableOf(await other.staff('editor'), after)).toEqual({ signingKey: false, systems: [] });
  for (const role of ['support', 'analyst'] as const)
    await expect(unreadableOf(await brand.staff(role), after)).rejects.toMatchObject({ code: 'forbidden' });
});
