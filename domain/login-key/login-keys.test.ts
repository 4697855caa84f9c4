import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { addLoginKey } from './add-login-key.ts';
import { listLoginKeys } from './list-login-keys.ts';
import { makeLogin } from './login.testing.ts';
import { revokeLoginKey } from './revoke-login-key.ts';

let database: TestDatabase;
let brand: TestBrand;
let owner: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  owner = await brand.staff('owner');
});
afterAll(() => database.drop());

const faultOf = (jwk: string, name = 'Shop') =>
  addLoginKey(owner, { name, jwk }).then(
    () => 'added',
    (error) => error.fields?.jwk ?? error.fields?.name ?? error,
  );

describe('an owner', () => {
  test('adds the public half of a key and revokes it, and both are written down', async () => {
    const { kid, text } = await makeLogin(brand.slug);
    expect(await addLoginKey(owner, { name: 'Shop login', jwk: text })).toEqual({ kid });
    const listed = async () => (await listLoginKeys(owner)).find((key) => key.kid === kid);
    expect(await listed()).toMatchObject({ name: 'Shop login', algorithm: 'EdDSA', revokedAt: null });
    await revokeLoginKey(owner, kid);
    await revokeLoginKey(owner, kid);
    expect((await listed())?.revokedAt).toBeInstanceOf(Date);
    const audited =
      await database.owner`select action, person_id from audit where subject = ${kid} order by id`;
    expect(audited).toMatchObject([
      { action: 'login_key.added', person_id: owner.actor.personId },
      { action: 'login_key.revoked', person_id: owner.actor.personId },
    ]);
  });

  test('is warned of a private half, and nothing of it is kept', async () => {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = await exportJWK(privateKey);
    expect(await faultOf(JSON.stringify(jwk))).toBe('private');
    const rows = await database.owner`select login_key::text as text from login_key`;
    expect(JSON.stringify(rows)).not.toContain(jwk.d);
  });

  test('cannot add a key that was there before, revoked ones too', async () => {
    const { kid, text } = await makeLogin(brand.slug);
    await addLoginKey(owner, { name: 'Shop', jwk: text });
    expect(await faultOf(text)).toBe('taken');
    await revokeLoginKey(owner, kid);
    expect(await faultOf(text)).toBe('taken');
  });

  test.each([
    'nonsense',
    '[]',
    'null',
    '{"kty":"oct","k":"c2VjcmV0"}',
    '{"kty":"RSA","n":"AQAB","e":"AQAB"}',
    '{"kty":"OKP","crv":"X25519","x":"hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo"}',
    '{"kty":"EC","crv":"P-384","x":"a","y":"b"}',
    `{"kty":"EC","crv":"P-256","x":"${'A'.repeat(43)}","y":"${'B'.repeat(43)}"}`,
    '{"kty":"OKP","crv":"Ed25519","x":"short"}',
  ])('is told that %.40s is no such key', async (text) => {
    expect(await faultOf(text)).toBe('invalid');
  });

  test('has to name it', async () => {
    const { text } = await makeLogin(brand.slug);
    expect(await faultOf(text, ' ')).toBe('required');
    expect(await faultOf('')).toBe('required');
  });
});

test('the command line may do the same', async () => {
  const { kid, text } = await makeLogin(brand.slug);
  await addLoginKey(brand.system, { name: 'Shop', jwk: text });
  await revokeLoginKey(brand.system, kid);
  expect((await listLoginKeys(brand.system)).some((key) => key.kid === kid)).toBe(true);
});

test.each(['editor', 'support', 'analyst'] as const)('%s has nothing to do with it', async (role) => {
  const ctx = await brand.staff(role);
  const { kid, text } = await makeLogin(brand.slug);
  await addLoginKey(owner, { name: 'Shop', jwk: text });
  for (const attempt of [
    () => addLoginKey(ctx, { name: 'Mine', jwk: text }),
    () => listLoginKeys(ctx),
    () => revokeLoginKey(ctx, kid),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
});

test("another brand's key is missing", async () => {
  const other = await (await makeBrand(database)).staff('owner');
  const { kid, text } = await makeLogin(brand.slug);
  await addLoginKey(owner, { name: 'Shop', jwk: text });
  await expect(revokeLoginKey(other, kid)).rejects.toMatchObject({ code: 'not_found' });
  expect(await listLoginKeys(other)).toEqual([]);
});

test('the role that runs cannot bring a revoked key back, change one, or take one away', async () => {
  const { kid, text } = await makeLogin(brand.slug);
  await addLoginKey(owner, { name: 'Shop', jwk: text });
  for (const statement of [
    `update login_key set public_key = '{}' where kid = '${kid}'`,
    `delete from login_key where kid = '${kid}'`,
  ])
    await expect(database.db.$client.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
});
