import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { fileChoice } from '../choice/file-choice.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { entryHash } from '../ledger/entry-hash.ts';
import { readLedger } from '../ledger/verify-chain.ts';
import { rotateKey } from '../signing-key/rotate-key.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { tamperer } from './tamper.testing.ts';
import { verifyBrand } from './verify-brand.ts';

const sealKey = testSealKey;

let database: TestDatabase;
let tamper: ReturnType<typeof tamperer>;
beforeAll(async () => {
  database = await testDatabase();
  tamper = tamperer(database);
});
afterAll(() => database.drop());

type Scene = { brand: TestBrand; victim: Ctx<CustomerActor>; id: string };

/** A brand with three customers and two checkpoints; the victim has four entries, the last after the checkpoints. */
async function scene(): Promise<Scene> {
  const brand = await makeBrand(database);
  await brand.publish('offers', { lapsesAfterDays: 30 });
  await brand.publish('other', { purpose: 'other' });
  const customers = await Promise.all([brand.customer(), brand.customer(), brand.customer()]);
  for (const ctx of customers) for (const want of ['on', 'off', 'on'] as const) await say(ctx, want);
  await makeCheckpoint(brand.system, sealKey);
  await makeCheckpoint(brand.system, sealKey);
  const [victim] = customers;
  await say(victim, 'off', 'other');
  return { brand, victim, id: victim.actor.customerId };
}

const say = (ctx: Ctx, want: 'on' | 'off', exchange = 'offers') =>
  setChoices(ctx, { wishes: [{ exchange, want, version: 1 }], locale: 'en' });

const check = ({ brand }: Scene) => verifyBrand(brand.system, sealKey);
const first = async (here: Scene) => (await check(here)).findings[0];

describe('a brand as it was written', () => {
  test('is walked whole and nothing is found, also after keys changed', async () => {
    const here = await scene();
    const newest = expect.any(Date);
    const nothing = { findings: [], more: false, found: [], unvouched: null };
    const walked = { customers: 3, entries: 10, checkpoints: 2, newest, ...nothing };
    expect(await check(here)).toEqual(walked);
    await rotateKey(here.brand.asOwner, sealKey);
    await makeCheckpoint(here.brand.system, sealKey);
    expect(await check(here)).toEqual({ ...walked, checkpoints: 3 });
  });

  test('without the secret is walked too, but its keys are not vouched for', async () => {
    const { brand } = await scene();
    expect(await verifyBrand(brand.system, null)).toMatchObject({
      findings: [],
      unvouched: expect.any(String),
    });
  });

  test('is for the command line', async () => {
    const { brand } = await scene();
    const staff = await brand.staff('owner');
    const forged: unknown = staff;
    await expect(verifyBrand(forged as typeof brand.system, sealKey)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('with all rights over the database, whoever', () => {
  test.each([
    "exchange = 'other'",
    'version = 2',
    "from_state = 'refused'",
    "state = 'refused'",
    "actor_kind = 'staff'",
    `actor_id = '${randomUUID()}'`,
    'actor_id = null',
    "locale = 'de'",
    'locale = null',
    "at = at + interval '1 microsecond'",
    "at = at - interval '1 day'",
    `evidence = '{"where":"x"}', made_at = at`,
    'hash = set_byte(hash, 31, get_byte(hash, 31) # 1)',
    'hash = set_byte(hash, 0, get_byte(hash, 0) # 128)',
    'prev_hash = set_byte(prev_hash, 7, get_byte(prev_hash, 7) # 4)',
    'prev_hash = null',
    "expires_at = at + interval '1 year'",
    "told = '{mail}'",
    'told = null',
  ])('writes %s into an entry is found at that entry', async (change) => {
    const here = await scene();
    await tamper(`update ledger set ${change} where customer_id = '${here.id}' and seq = 2`);
    expect(await first(here)).toMatchObject({ in: 'ledger', customer: here.id, seq: 2 });
  });

  test('deletes an entry in the middle or at the start is found there', async () => {
    for (const seq of [1, 2, 3]) {
      const here = await scene();
      await tamper(`delete from ledger where customer_id = '${here.id}' and seq = ${seq}`);
      expect(await first(here)).toEqual({ in: 'ledger', customer: here.id, seq, why: 'gap' });
    }
  });

  test('hides an entry under another brand is found there', async () => {
    const here = await scene();
    const other = await makeBrand(database);
    await tamper(`update ledger set brand_id = '${other.id}' where customer_id = '${here.id}' and seq = 2`);
    expect(await first(here)).toMatchObject({ in: 'ledger', customer: here.id, seq: 2 });
    expect((await verifyBrand(other.system, sealKey)).findings[0]).toMatchObject({
      in: 'ledger',
      customer: here.id,
    });
  });

  test('swaps two entries is found at the first', async () => {
    const here = await scene();
    const where = `where customer_id = '${here.id}' and seq`;
    await tamper(
      `update ledger set seq = 99 ${where} = 2`,
      `update ledger set seq = 2 ${where} = 3`,
      `update ledger set seq = 3 ${where} = 99`,
    );
    expect(await first(here)).toMatchObject({ in: 'ledger', customer: here.id, seq: 2 });
  });

  test('cuts off the newest entry, which no checkpoint has, is found by the choice that it made', async () => {
    const here = await scene();
    await tamper(`delete from ledger where customer_id = '${here.id}' and seq = 4`);
    expect(await first(here)).toEqual({
      in: 'choice',
      customer: here.id,
      exchange: 'other',
      seq: 4,
      why: 'unsaid',
    });
  });

  test('cuts off what was signed, choices and all, is found by the checkpoint', async () => {
    const here = await scene();
    await tamper(
      `delete from ledger where customer_id = '${here.id}'`,
      `delete from choice where customer_id = '${here.id}'`,
      `delete from use_choice where customer_id = '${here.id}'`,
      `delete from customer where customer_id = '${here.id}'`,
    );
    expect(await first(here)).toMatchObject({
      in: 'checkpoint',
      why: 'lost',
      lost: { customer: here.id, seq: 3 },
    });
  });

  test('writes a whole chain anew, every hash right, is found by the checkpoint', async () => {
    const here = await scene();
    let prev: Buffer | null = null;
    const statements: string[] = [];
    for (const { hash: _, ...entry } of await readLedger(here.victim)) {
      const hash = entryHash({ ...entry, locale: 'de', prev: prev?.toString('hex') ?? null });
      statements.push(`update ledger set locale = 'de', hash = '\\x${hash.toString('hex')}',
        prev_hash = ${prev ? `'\\x${prev.toString('hex')}'` : 'null'} where customer_id = '${here.id}' and seq = ${entry.seq}`);
      prev = hash;
    }
    await tamper(...statements);
    expect(await first(here)).toMatchObject({
      in: 'checkpoint',
      why: 'lost',
      lost: { customer: here.id, seq: 3 },
    });
    await expect(makeCheckpoint(here.brand.system, sealKey)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('deletes the customer and leaves the history is found', async () => {
    const here = await scene();
    await tamper(`delete from customer where customer_id = '${here.id}'`);
    expect(await first(here)).toMatchObject({ in: 'customer', customer: here.id, why: 'gone' });
  });

  test.each([
    "state = 'granted'",
    'version = 2',
    "chosen_at = chosen_at + interval '1 microsecond'",
    'seq = 3',
    'expires_at = now()',
  ])('gives the choice another %s than the ledger is found', async (change) => {
    const here = await scene();
    await tamper(`update choice set ${change} where customer_id = '${here.id}' and exchange = 'other'`);
    expect(await first(here)).toMatchObject({ in: 'choice', customer: here.id, exchange: 'other' });
  });

  test('makes a yes last longer than its terms say is found', async () => {
    const here = await scene();
    await tamper(
      `update choice set expires_at = null where customer_id = '${here.id}' and exchange = 'offers'`,
    );
    expect(await first(here)).toMatchObject({ in: 'choice', exchange: 'offers' });
  });

  test('makes a filed yes endless is found', async () => {
    const here = await scene();
    const { id: customerId } = here;
    const madeAt = new Date(Date.now() - 86_400_000).toISOString();
    const key: KeyActor = { kind: 'key', keyId: randomUUID(), brandId: here.brand.id, scopes: ['choices'] };
    await say(here.victim, 'off');
    const now = new Date(Date.now() + 3_600_000);
    const made = { want: 'on', version: 1, madeAt: now.toISOString(), evidence: { where: 'Shop' } };
    const target = { customerId: here.victim.actor.customerId, exchange: 'offers' };
    await fileChoice({ db: database.db, actor: key, now: () => now }, target, made);
    expect((await check(here)).findings).toEqual([]);
    for (const expiry of ['null', "expires_at + interval '1 day'", `'${madeAt}'`]) {
      await tamper(
        `update choice set expires_at = ${expiry} where customer_id = '${customerId}' and exchange = 'offers'`,
      );
      expect(await first(here)).toMatchObject({ in: 'choice', exchange: 'offers' });
    }
  });

  test.each([
    ['delete from delivery', 'missing'],
    ["update delivery set exchange = 'other'", 'altered'],
    ["update delivery set created_at = created_at - interval '1 day'", 'altered'],
    ['update delivery set seq = seq + 90', 'missing'],
  ])('does “%s” is found', async (statement, why) => {
    const here = await scene();
    const ctx = await here.brand.staff('owner');
    const text = { en: 'Mail' };
    const terms = { name: text, summary: text, exchanges: ['offers'], url: 'https://mail.example/hook' };
    await registerSystem(ctx, sealKey, { slug: 'mail', ...terms });
    await say(here.victim, 'off');
    expect((await check(here)).findings).toEqual([]);
    await tamper(`${statement} where brand_id = '${here.brand.id}'`);
    const at = { in: 'delivery', customer: here.id, seq: 5, system: 'mail' };
    expect((await check(here)).findings[0]).toEqual({ ...at, why });
  });

  test('makes up a delivery is found', async () => {
    const here = await scene();
    const ctx = await here.brand.staff('owner');
    const text = { en: 'Mail' };
    const terms = { name: text, summary: text, exchanges: ['offers'], url: 'https://mail.example/hook' };
    await registerSystem(ctx, sealKey, { slug: 'mail', ...terms });
    await tamper(`insert into delivery (customer_id, seq, system, brand_id, exchange, state)
      values ('${here.id}', 2, 'mail', '${here.brand.id}', 'offers', 'applied')`);
    expect(await first(here)).toEqual({
      in: 'delivery',
      customer: here.id,
      seq: 2,
      system: 'mail',
      why: 'untold',
    });
  });

  test.each([
    ['update checkpoint set size = size + 1', 'altered'],
    ["update checkpoint set at = at + interval '1 second'", 'altered'],
    ['update checkpoint set root = set_byte(root, 0, get_byte(root, 0) # 1)', 'altered'],
    [
      "update checkpoint set statement = overlay(statement placing 'AA' from length(statement) - 20)",
      'bad_signature',
    ],
    ['delete from checkpoint', 'gap'],
    ['delete from checkpoint_tile', 'tree'],
    ['update checkpoint_tile set content = set_byte(content, 40, get_byte(content, 40) # 1)', 'tree'],
    ['update checkpoint_tile set content = substring(content for 56)', 'tree'],
  ])('says %s is found', async (statement, why) => {
    for (const number of [1, 2]) {
      const here = await scene();
      await tamper(`${statement} where brand_id = '${here.brand.id}' and number = ${number}`);
      expect(await first(here)).toMatchObject({ in: 'checkpoint', number, why });
    }
  });

  test.each([
    ['update exchange set live_version = 1', 'live'],
    ['update exchange set live_version = null', 'live'],
    ['update exchange set asked_since = 1', 'asked'],
    ['update exchange set retired_at = now()', 'retired'],
    ['delete from exchange_version where version = 1 and true', 'gap'],
    ['delete from exchange_version where version = 2 and true', 'live'],
    ["update exchange_version set category = 'other'", 'altered'],
  ])('does “%s” is found at once', async (statement, why) => {
    const here = await scene();
    await here.brand.publish('offers', { level: 3 });
    expect((await check(here)).findings).toEqual([]);
    const its = `${statement.includes(' where ') ? 'and' : 'where'} brand_id = '${here.brand.id}'`;
    await tamper(
      `${statement} ${its} and ${statement.includes('exchange_version ') ? 'exchange' : 'slug'} = 'offers'`,
    );
    expect((await check(here)).findings).toContainEqual(
      expect.objectContaining({ in: 'exchange', exchange: 'offers', why }),
    );
  });

  test.each([
    `terms = terms || '{"basis": "contract"}'`,
    `terms = terms || '{"recipients": ["Somebody else"]}'`,
    `meaning = jsonb_set(meaning, '{purpose,standardKey}', '"marketing.advertising"')`,
    "published_at = published_at + interval '1 microsecond'",
    `published_by = '${randomUUID()}'`,
  ])('writes %s into a published version is found by the checkpoint', async (change) => {
    const here = await scene();
    await tamper(
      `update exchange_version set ${change} where brand_id = '${here.brand.id}' and exchange = 'offers'`,
    );
    const found = { in: 'checkpoint', number: 1, why: 'catalogue', exchange: 'offers' };
    expect((await check(here)).findings).toEqual([found]);
    await expect(makeCheckpoint(here.brand.system, sealKey)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('brings a retired exchange back is found, by the staff’s log and by the checkpoint', async () => {
    const here = await scene();
    const owner = await here.brand.staff('owner');
    await retireExchange(owner, { slug: 'offers', revision: 1 });
    await makeCheckpoint(here.brand.system, sealKey);
    expect((await check(here)).findings).toEqual([]);
    await tamper(`update exchange set retired_at = null where brand_id = '${here.brand.id}'`);
    expect((await check(here)).findings).toEqual([
      { in: 'exchange', exchange: 'offers', why: 'retired' },
      { in: 'checkpoint', number: 3, why: 'catalogue', exchange: 'offers' },
    ]);
  });

  test('gives the brand another key of ids is found', async () => {
    const here = await scene();
    await tamper(`update brand set id_key = decode(repeat('ab', 32), 'hex') where id = '${here.brand.id}'`);
    expect((await check(here)).findings).toContainEqual({ in: 'checkpoint', number: 1, why: 'ids' });
  });

  test('puts a key of their own in place of the brand’s is found', async () => {
    const here = await scene();
    const other = await scene();
    const theirs = (column: string) =>
      `(select ${column} from signing_key where brand_id = '${other.brand.id}')`;
    await tamper(
      `update signing_key set public_key = ${theirs('public_key')}, id = ${theirs('id')} where brand_id = '${here.brand.id}'`,
    );
    expect(await first(here)).toMatchObject({ in: 'key' });
  });
});
