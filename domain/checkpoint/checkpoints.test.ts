import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type Ctx, transact } from '../context.ts';
import { hashOf } from '../hash.ts';
import { listPublicKeys } from '../signing-key/public-keys.ts';
import { rotateKey } from '../signing-key/rotate-key.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { findProof } from './find-proof.ts';
import { listCheckpoints } from './list-checkpoints.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { makeDailyCheckpoints } from './make-daily.ts';
import { checkProof, type Proof } from './proof.ts';
import { readStatement } from './statement.ts';

const sealKey = testSealKey;
const another = sealKeyFrom('another secret of thirty-two characters');

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
});
afterAll(() => database.drop());

const say = (ctx: Ctx, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: 'en' });
const proofOf = (ctx: Ctx<CustomerActor>) => transact(ctx, (tx) => findProof(tx, ctx.actor));
const needed = (proof: Proof | null): Proof => {
  if (!proof) throw new Error('no proof');
  return proof;
};

describe('a checkpoint', () => {
  test('covers everybody who chose, and proves it to each of them alone', async () => {
    const customers = await Promise.all(Array.from({ length: 5 }, () => brand.customer()));
    for (const ctx of customers) await say(ctx, 'on');
    const made = await makeCheckpoint(brand.system, sealKey);
    const later = await brand.customer();
    await say(later, 'off');
    const keys = await listPublicKeys(database.db, sealKey);
    for (const ctx of customers) {
      const proof = needed(await proofOf(ctx));
      expect(proof).toMatchObject({ customer: ctx.actor.customerId, seq: 1 });
      expect(await checkProof(proof, keys)).toMatchObject({
        ok: true,
        statement: { root: made.root, size: made.size },
      });
    }
    expect(await proofOf(later)).toBeNull();
  });

  test('names the one before, in a chain that readers can follow', async () => {
    await makeCheckpoint(brand.system, sealKey);
    const { checkpoints } = await listCheckpoints(database.db, brand.id);
    const keys = await listPublicKeys(database.db, sealKey, brand.id);
    const [newest, before] = checkpoints;
    expect(await readStatement(newest?.statement ?? '', keys)).toMatchObject({
      ok: true,
      statement: { number: (before?.number ?? 0) + 1, previous: hashOf(before?.statement ?? '') },
    });
  });

  test('of nobody is signed too', async () => {
    const empty = await makeBrand(database);
    expect(await makeCheckpoint(empty.system, sealKey)).toMatchObject({ number: 1, size: 0, previous: null });
  });

  test('is made for every brand once a day, and not twice', async () => {
    const other = await makeBrand(database);
    const tomorrow = Date.now() + 86_400_000;
    for (const later of [0, 1000, 86_400_000]) {
      const now = new Date(tomorrow + later);
      // Several workers may look at once.
      await Promise.all([1, 2, 3].map(() => makeDailyCheckpoints(database.db, sealKey, now)));
    }
    const { checkpoints } = await listCheckpoints(database.db, other.id);
    expect(checkpoints.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('is for owners and editors to ask for, and written down', async () => {
    for (const role of ['support', 'analyst'] as const)
      await expect(makeCheckpoint(await brand.staff(role), sealKey)).rejects.toMatchObject({
        code: 'forbidden',
      });
    const { number } = await makeCheckpoint(await brand.staff('editor'), sealKey);
    const [row] = await database.sql`select subject from audit where action = 'checkpoint.made'`;
    expect(row?.subject).toBe(`${number}`);
  });

  test('asked for many times at once is made one after the other', async () => {
    const own = await makeBrand(database);
    const made = await Promise.all(Array.from({ length: 6 }, () => makeCheckpoint(own.system, sealKey)));
    expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await listPublicKeys(database.db, sealKey, own.id)).toHaveLength(1);
  });

  test('is never signed over a history that lost what the last one signed', async () => {
    const own = await makeBrand(database);
    await own.publish('offers');
    const ctx = await own.customer();
    await say(ctx, 'on');
    await say(ctx, 'off');
    await makeCheckpoint(own.system, sealKey);
    await database.owner.unsafe(`alter table ledger disable trigger user;
      delete from ledger where customer_id = '${ctx.actor.customerId}' and seq = 2;
      alter table ledger enable trigger user`);
    await expect(makeCheckpoint(own.system, sealKey)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('keys', () => {
  test('are changed, and what the old one signed can still be checked', async () => {
    const own = await makeBrand(database);
    await own.publish('offers');
    const ctx = await own.customer();
    await say(ctx, 'on');
    await makeCheckpoint(own.system, sealKey);
    const old = needed(await proofOf(ctx));
    await rotateKey(own.asOwner, sealKey);
    await makeCheckpoint(own.system, sealKey);
    const keys = await listPublicKeys(database.db, sealKey, own.id);
    expect(keys.map(({ retired }) => retired !== null)).toEqual([true, false]);
    for (const proof of [old, needed(await proofOf(ctx))])
      expect(await checkProof(proof, keys)).toMatchObject({ ok: true });
    expect(await checkProof(old, keys.slice(1))).toEqual({ ok: false, why: 'checkpoint_key' });
  });

  test('cannot be used by who has only the database', async () => {
    const own = await makeBrand(database);
    await makeCheckpoint(own.system, sealKey);
    await expect(makeCheckpoint(own.system, another)).rejects.toMatchObject({ code: 'sealed' });
    await rotateKey(own.asOwner, another);
    expect(await makeCheckpoint(own.system, another)).toMatchObject({ number: 2 });
  });

  test('of one brand do not speak for another', async () => {
    const [mine, theirs] = [await makeBrand(database), await makeBrand(database)];
    await makeCheckpoint(mine.system, sealKey);
    const { checkpoints } = await listCheckpoints(database.db, mine.id);
    const keys = (await listPublicKeys(database.db, sealKey, mine.id)).map((key) => ({
      ...key,
      brand: theirs.id,
    }));
    expect(await readStatement(checkpoints[0]?.statement ?? '', keys)).toEqual({
      ok: false,
      why: 'unknown_key',
    });
  });
});
