import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { editSystem } from './edit-system.ts';
import { findSystem, listSystems } from './queries.ts';
import { registerSystem } from './register-system.ts';
import { retireSystem } from './retire-system.ts';
import { rotateSecret } from './rotate-secret.ts';

const key = sealKeyFrom('of this test');

let database: TestDatabase;
let brand: TestBrand;
let other: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  [brand, other] = await Promise.all([makeBrand(database), makeBrand(database)]);
  await Promise.all([brand.publish('offers'), brand.publish('letters'), other.publish('secret')]);
});
afterAll(() => database.drop());

const terms = (changes: object = {}) => ({
  name: { en: 'E-mail' },
  summary: { en: 'Sends letters.' },
  exchanges: ['offers'],
  url: 'https://mail.example/hook',
  ...changes,
});

const made = async (slug: string) => {
  const ctx = await brand.staff('editor');
  await registerSystem(ctx, key, { slug, ...terms() });
  const { seen } = await findSystem(ctx, slug);
  return { ctx, slug, seen };
};

describe('an editor', () => {
  test('registers a system and is shown its secret once; the database holds it sealed', async () => {
    const ctx = await brand.staff('editor');
    const { secret } = await registerSystem(ctx, key, { slug: 'mail', ...terms() });
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const [row] = await database.owner`select secret from system where slug = 'mail'`;
    expect(row?.secret.toString('latin1')).not.toContain(secret.slice(6, 20));
    expect(JSON.stringify(await listSystems(ctx))).not.toContain('whsec');
    const [noted] = await database.owner`select action, subject from audit order by id desc limit 1`;
    expect(noted).toMatchObject({ action: 'system.registered', subject: 'mail' });
  });

  test('cannot take a name twice, or an exchange that the brand does not have', async () => {
    const { ctx } = await made('twice');
    await expect(registerSystem(ctx, key, { slug: 'twice', ...terms() })).rejects.toMatchObject({
      fields: { slug: 'taken' },
    });
    const foreign = { slug: 'foreign', ...terms({ exchanges: ['offers', 'secret'] }) };
    await expect(registerSystem(ctx, key, foreign)).rejects.toMatchObject({
      fields: { exchanges: 'unknown' },
    });
  });

  test.each([
    'http://mail.example/hook',
    'ftp://mail.example',
    'https://user:pass@mail.example',
    'https://mail.example/#part',
    'mail.example',
    '',
  ])('cannot have webhooks sent to %j', async (url) => {
    const ctx = await brand.staff('editor');
    await expect(registerSystem(ctx, key, { slug: 'nowhere', ...terms({ url }) })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('edits it, but not over what another has changed meanwhile', async () => {
    const { ctx, slug, seen } = await made('edited');
    await editSystem(ctx, { slug, seen, ...terms({ exchanges: ['letters', 'offers'] }) });
    expect(await findSystem(ctx, slug)).toMatchObject({ exchanges: ['letters', 'offers'] });
    await expect(editSystem(ctx, { slug, seen, ...terms() })).rejects.toMatchObject({ code: 'stale' });
  });

  test('gives it a new secret; pressing twice does not give two', async () => {
    const { ctx, slug, seen } = await made('rotated');
    const { secret } = await rotateSecret(ctx, key, { slug, seen });
    expect(secret).toMatch(/^whsec_/);
    await expect(rotateSecret(ctx, key, { slug, seen })).rejects.toMatchObject({ code: 'stale' });
    expect((await findSystem(ctx, slug)).previousUntil).toBeInstanceOf(Date);
  });

  test('retires it for good', async () => {
    const { ctx, slug, seen } = await made('retired');
    await retireSystem(ctx, { slug, seen });
    await expect(editSystem(ctx, { slug, seen, ...terms() })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('anyone else', () => {
  test.each(['support', 'analyst'] as const)('%s may do none of it', async (role) => {
    const { slug, seen } = await made(`not-for-${role}`);
    const ctx = await brand.staff(role);
    const forbidden = { code: 'forbidden' };
    await expect(registerSystem(ctx, key, { slug: 'x', ...terms() })).rejects.toMatchObject(forbidden);
    await expect(editSystem(ctx, { slug, seen, ...terms() })).rejects.toMatchObject(forbidden);
    await expect(rotateSecret(ctx, key, { slug, seen })).rejects.toMatchObject(forbidden);
    await expect(retireSystem(ctx, { slug, seen })).rejects.toMatchObject(forbidden);
    await expect(listSystems(ctx)).rejects.toMatchObject(forbidden);
  });

  test("another brand's staff find no such system", async () => {
    const { slug, seen } = await made('ours');
    const ctx = await other.staff('owner');
    await expect(retireSystem(ctx, { slug, seen })).rejects.toMatchObject({ code: 'not_found' });
    await expect(findSystem(ctx, slug)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listSystems(ctx)).toEqual([]);
  });
});
