import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { createKey } from './create-key.ts';
import { findKey } from './find-key.ts';
import { listKeys } from './list-keys.ts';
import { markUsed } from './mark-used.ts';
import { revokeKey } from './revoke-key.ts';

let database: TestDatabase;
let brand: TestBrand;
let owner: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  owner = await brand.staff('owner');
});
afterAll(() => database.drop());

const wanted = { name: 'Warehouse', scopes: ['decide', 'ingest', 'decide'], days: 30 };
const listed = async (id: string) => (await listKeys(owner)).find((key) => key.id === id);

describe('an owner', () => {
  test('makes a key that opens the brand, and of which only a hash is kept', async () => {
    const { id, secret, prefix } = await createKey(owner, wanted);
    expect(secret.startsWith(prefix)).toBe(true);
    const found = await findKey(database.db, secret);
    expect(found?.actor).toEqual({
      kind: 'key',
      keyId: id,
      brandId: brand.id,
      scopes: ['decide', 'ingest'],
    });
    const [row] = await database.owner`select api_key::text as text from api_key where id = ${id}`;
    expect(row?.text).not.toContain(secret.slice(12));
    const audited = await database.owner`select action, details from audit where subject = ${prefix}`;
    expect(audited).toMatchObject([{ action: 'key.created', details: { scopes: 'decide ingest' } }]);
  });

  test('revokes a key, and from then on it opens nothing', async () => {
    const { id, secret, prefix } = await createKey(owner, wanted);
    await revokeKey(owner, id);
    expect(await findKey(database.db, secret)).toBeNull();
    expect(await listed(id)).toMatchObject({ state: 'revoked' });
    await revokeKey(owner, id);
    const audited = await database.owner`select action from audit where subject = ${prefix} order by id`;
    expect(audited.map(({ action }) => action)).toEqual(['key.created', 'key.revoked']);
  });

  test('sees when a key was last used', async () => {
    const { id, secret } = await createKey(owner, wanted);
    expect(await listed(id)).toMatchObject({ state: 'live', lastUsedAt: null });
    await markUsed(database.db, (await findKey(database.db, secret))?.hash ?? '');
    expect((await listed(id))?.lastUsedAt).toBeInstanceOf(Date);
  });

  test.each([
    [{ ...wanted, name: ' ' }, 'name'],
    [{ ...wanted, scopes: [] }, 'scopes'],
    [{ ...wanted, scopes: ['everything'] }, 'scopes.0'],
    [{ ...wanted, days: 0 }, 'days'],
  ])('is told what is wrong with %j', async (input, field) => {
    const made = createKey(owner, input);
    await expect(made).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.anything() } });
  });
});

test('a key that has expired opens nothing', async () => {
  const past = { ...owner, now: () => new Date(Date.now() - 31 * 86_400_000) };
  const { id, secret } = await createKey(past, wanted);
  expect(await findKey(database.db, secret)).toBeNull();
  expect(await listed(id)).toMatchObject({ state: 'expired' });
});

test.each(['', 'mk_', 'Bearer', `mk_00000000_${'a'.repeat(43)}`])('%j is no key', async (text) => {
  expect(await findKey(database.db, text)).toBeNull();
});

test.each(['editor', 'support', 'analyst'] as const)('%s has nothing to do with keys', async (role) => {
  const ctx = await brand.staff(role);
  const { id } = await createKey(owner, wanted);
  for (const attempt of [() => createKey(ctx, wanted), () => listKeys(ctx), () => revokeKey(ctx, id)])
    await expect(attempt()).rejects.toMatchObject({ code: 'forbidden' });
});

test("another brand's key is missing", async () => {
  const other = await (await makeBrand(database)).staff('owner');
  const { id, secret } = await createKey(owner, wanted);
  await expect(revokeKey(other, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(revokeKey(owner, 'nothing')).rejects.toMatchObject({ code: 'not_found' });
  expect(await listKeys(other)).toEqual([]);
  expect(await findKey(database.db, secret)).not.toBeNull();
});
