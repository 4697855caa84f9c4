import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { signingKey } from '#db/schema/proof.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor } from '../actor.ts';
import { makeCheckpoint } from '../checkpoint/make-checkpoint.ts';
import { verifyBrand } from '../checkpoint/verify-brand.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type Ctx, transact } from '../context.ts';
import { issueReceipts } from '../receipt/issue-receipts.ts';
import { verifyReceipts } from '../receipt/verify-receipts.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { activeSigner } from './active-signer.ts';
import { adoptKey } from './adopt-key.ts';
import { introduceKeys } from './introduce-keys.ts';
import { readPayload, sign } from './jws.ts';
import { operatorOf, thumbprint } from './operator.ts';
import { privateKeySchema, sealPrivateKey } from './private-key.ts';
import { listPublicKeys } from './public-keys.ts';
import { rotateKey } from './rotate-key.ts';

const another = sealKeyFrom('another secret of thirty-two characters');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

type Scene = { brand: TestBrand; customer: Ctx<CustomerActor> };

/** Somebody with a yes, and a checkpoint over it. */
async function scene(): Promise<Scene> {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const customer = await brand.customer();
  await setChoices(customer, { wishes: [{ exchange: 'offers', want: 'on', version: 1 }], locale: 'en' });
  await makeCheckpoint(brand.system, testSealKey);
  return { brand, customer };
}

const keysOf = ({ brand }: Scene, sealKey: SealKey = testSealKey) =>
  listPublicKeys(database.db, sealKey, brand.id);
const findings = async ({ brand }: Scene, sealKey: SealKey = testSealKey) =>
  (await verifyBrand(brand.system, sealKey)).findings;
const receiptOf = async ({ customer }: Scene, sealKey: SealKey = testSealKey) =>
  (await issueReceipts(customer, sealKey)).receipts[0] ?? '';

async function newKey() {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = privateKeySchema.parse(await exportJWK(privateKey));
  return { kid: thumbprint(jwk.x), key: privateKey, jwk };
}

/** With every right there is: no trigger, no foreign key. */
const tamper = (...statements: string[]) =>
  database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const statement of statements) await tx.unsafe(statement);
  });

/** What whoever has the portal's own role tries when it may add keys after all, as it once could. */
async function forge(here: Scene) {
  const own = await newKey();
  const { d: _, ...publicKey } = own.jwk;
  await database.owner`grant insert on signing_key, key_log to mutual_app`;
  await database.db.insert(signingKey).values({
    brandId: here.brand.id,
    id: own.kid,
    publicKey,
    sealed: sealPrivateKey(another, own.kid, own.jwk),
    retiredAt: new Date(Date.now() + 86_400_000),
  });
  const receipt = await sign(own, 'mutual-receipt', readPayload(await receiptOf(here)));
  return { ...own, receipt };
}

/** Its checkpoint as portals signed it that knew no key logs. */
async function asBefore({ brand }: Scene) {
  const [row] = await database.owner<{ statement: string }[]>`
    select statement from checkpoint where brand_id = ${brand.id}`;
  const {
    format: _,
    catalogue: __,
    keys: ___,
    ids: ____,
    ...first
  } = z.looseObject({}).parse(readPayload(row?.statement ?? ''));
  const signer = await transact(brand.system, (tx) => activeSigner(tx, brand.id, testSealKey));
  const statement = await sign(signer, 'mutual-checkpoint', first);
  await tamper(
    `update checkpoint set statement = '${statement}', catalogue = null where brand_id = '${brand.id}'`,
  );
}

describe('with the right to add rows, the portal’s own role', () => {
  test('cannot make a key that a receipt holds by', async () => {
    const here = await scene();
    const forged = await forge(here);
    expect(await verifyReceipts(forged.receipt, await keysOf(here))).toMatchObject({ why: 'unknown_key' });
    expect(await verifyReceipts(await receiptOf(here), await keysOf(here))).toMatchObject({ ok: true });
    expect(await findings(here)).toEqual([{ in: 'key', why: 'unlisted', kid: forged.kid }]);
  });

  test.each(['by a portal key of its own', 'as if by the portal'])('cannot introduce one %s', async (how) => {
    const here = await scene();
    const forged = await forge(here);
    const entries = await database.sql<{ entry: string }[]>`
        select entry from key_log where brand_id = ${here.brand.id} order by number`;
    const foreign = how.startsWith('by') ? operatorOf(another) : operatorOf(testSealKey);
    const { x, key } = operatorOf(another);
    const entry = await sign({ kid: foreign.kid, key }, 'mutual-key', {
      ...{ brand: here.brand.id, number: entries.length + 1, at: new Date().toISOString() },
      ...{ previous: null, operator: how.startsWith('by') ? x : foreign.x },
      ...{ does: 'introduce', key: forged.jwk.x },
    });
    await database.sql`insert into key_log values (${here.brand.id}, ${entries.length + 1}, ${entry})`;
    expect(await verifyReceipts(forged.receipt, await keysOf(here))).toMatchObject({ why: 'unknown_key' });
    expect(await findings(here)).toContainEqual({ in: 'key', why: 'log', number: entries.length + 1 });
  });
});

describe('with all rights over the database, whoever', () => {
  test('puts a key log of their own in place, and signs everything anew, is found', async () => {
    const here = await scene();
    const before = await keysOf(here);
    await tamper(
      `delete from key_log where brand_id = '${here.brand.id}'`,
      `delete from signing_key where brand_id = '${here.brand.id}'`,
      `delete from checkpoint where brand_id = '${here.brand.id}'`,
      `delete from checkpoint_tile where brand_id = '${here.brand.id}'`,
    );
    await introduceKeys(database.ownerDb, another);
    await makeCheckpoint(here.brand.system, another);
    const forged = await receiptOf(here, another);
    expect(await verifyReceipts(forged, await keysOf(here))).toMatchObject({ why: 'unvouched_key' });
    expect(await verifyReceipts(forged, before)).toMatchObject({ why: 'unknown_key' });
    expect(await findings(here)).toEqual([{ in: 'key', why: 'operator', kid: operatorOf(another).kid }]);
  });

  test('says that a key has signed no more since another day is found', async () => {
    const here = await scene();
    await rotateKey(here.brand.asOwner, testSealKey);
    const [old] = await keysOf(here);
    for (const change of ["retired_at - interval '1 day'", "retired_at + interval '2 days'"]) {
      await tamper(`update signing_key set retired_at = ${change} where id = '${old?.kid}'`);
      expect((await keysOf(here))[0]).toEqual(old);
      expect(await findings(here)).toEqual([{ in: 'key', why: 'altered', kid: old?.kid }]);
    }
  });

  test.each([
    ['delete from key_log where number = 1', 1],
    ['delete from key_log where number = 2', 2],
    ["update key_log set entry = overlay(entry placing 'AA' from length(entry) - 20) where number = 2", 2],
    ['update key_log set number = 4 - number', 1],
  ])('does “%s” is found', async (statement, number) => {
    const here = await scene();
    await rotateKey(here.brand.asOwner, testSealKey);
    const its = statement.includes('where') ? 'and' : 'where';
    if (statement.includes('4 - number'))
      await tamper(
        `update key_log set number = number + 10 where brand_id = '${here.brand.id}'`,
        `update key_log set number = 14 - number where brand_id = '${here.brand.id}'`,
      );
    else await tamper(`${statement} ${its} brand_id = '${here.brand.id}'`);
    expect(await findings(here)).toContainEqual({ in: 'key', why: 'log', number });
  });
});

describe('after AUTH_SECRET was changed', () => {
  test('nobody vouches for the keys until they are changed too', async () => {
    const here = await scene();
    const receipt = await receiptOf(here);
    expect(await verifyReceipts(receipt, await keysOf(here, another))).toMatchObject({
      why: 'unvouched_key',
    });
    expect(await findings(here, another)).toEqual([
      { in: 'key', why: 'operator', kid: operatorOf(testSealKey).kid },
    ]);
  });

  test('who has the secret before loses nothing', async () => {
    const here = await scene();
    const receipt = await receiptOf(here);
    await rotateKey(here.brand.asOwner, another, testSealKey);
    const known = await keysOf(here, another);
    expect(known).toMatchObject([
      { found: null, vouched: true },
      { found: null, vouched: true, retired: null },
    ]);
    for (const each of [receipt, await receiptOf(here, another)])
      expect(await verifyReceipts(each, known)).toMatchObject({ ok: true });
    expect(await verifyBrand(here.brand.system, another)).toMatchObject({ findings: [], found: [] });
    await rotateKey(here.brand.asOwner, another);
    expect(await verifyBrand(here.brand.system, another)).toMatchObject({ findings: [], found: [] });
  });

  test('who has lost it takes the keys over, and is told which to compare', async () => {
    const here = await scene();
    const receipt = await receiptOf(here);
    await rotateKey(here.brand.asOwner, another);
    const known = await keysOf(here, another);
    expect(known).toMatchObject([
      { found: expect.any(String), vouched: true },
      { found: null, retired: null },
    ]);
    expect(await verifyReceipts(receipt, known)).toMatchObject({ ok: true });
    expect(await verifyBrand(here.brand.system, another)).toMatchObject({
      findings: [],
      found: [{ kid: known[0]?.kid }],
    });
  });

  test('a secret that was never the portal’s hands nothing over', async () => {
    const here = await scene();
    const never = sealKeyFrom('a secret that was never this portal’s own');
    await expect(rotateKey(here.brand.asOwner, another, never)).rejects.toMatchObject({ code: 'conflict' });
    expect(await findings(here)).toEqual([]);
  });
});

describe('a brand’s first key', () => {
  test('is one, however many introduce it at once', async () => {
    const here = await scene();
    await tamper(
      `delete from key_log where brand_id = '${here.brand.id}'`,
      `delete from signing_key where brand_id = '${here.brand.id}'`,
    );
    await Promise.all([1, 2, 3, 4].map(() => introduceKeys(database.ownerDb, testSealKey)));
    expect(await keysOf(here)).toHaveLength(1);
  });

  test('from before there were key logs is introduced when it opens with the secret', async () => {
    const here = await scene();
    await asBefore(here);
    await rotateKey(here.brand.asOwner, testSealKey);
    const before = await keysOf(here);
    await tamper(`delete from key_log where brand_id = '${here.brand.id}'`);
    expect(await keysOf(here)).toEqual([]);
    await introduceKeys(database.ownerDb, testSealKey);
    expect(await keysOf(here)).toEqual(before);
    expect(await findings(here)).toEqual([]);
  });

  test('that does not open is adopted only by name, and marked', async () => {
    const here = await scene();
    await asBefore(here);
    const old = await receiptOf(here);
    const [kid = ''] = (await keysOf(here)).map((key) => key.kid);
    await rotateKey(here.brand.asOwner, another);
    await tamper(`delete from key_log where brand_id = '${here.brand.id}'`);
    await introduceKeys(database.ownerDb, another);
    expect(await keysOf(here, another)).toHaveLength(1);
    expect(await findings(here, another)).toContainEqual({ in: 'key', why: 'unlisted', kid });
    await expect(adoptKey(here.brand.asOwner, another, 'no such key')).rejects.toMatchObject({
      code: 'not_found',
    });
    await adoptKey(here.brand.asOwner, another, kid);
    expect(await verifyReceipts(old, await keysOf(here, another))).toMatchObject({ ok: true });
    expect(await verifyBrand(here.brand.system, another)).toMatchObject({ findings: [], found: [{ kid }] });
    await expect(adoptKey(here.brand.asOwner, another, kid)).rejects.toMatchObject({ code: 'conflict' });
  });
});
