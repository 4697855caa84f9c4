import naughty from 'big-list-of-naughty-strings';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { emptyEntries } from '#lib/attacks.testing.ts';
import type { CustomerActor } from '../actor.ts';
import { makeCheckpoint } from '../checkpoint/make-checkpoint.ts';
import { objectBySignal } from '../choice/object-by-signal.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { readPayload } from '../signing-key/jws.ts';
import { type KnownKey, listPublicKeys } from '../signing-key/public-keys.ts';
import { rotateKey } from '../signing-key/rotate-key.ts';
import { makeBrand, type TestBrand, testSealKey } from '../testing.ts';
import { compareWithLedger } from './compare-with-ledger.ts';
import { conformsTo } from './dpv.ts';
import { issueProof } from './issue-proof.ts';
import { issueReceipts } from './issue-receipts.ts';
import { verifyReceipts } from './verify-receipts.ts';

const sealKey = testSealKey;

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
});
afterAll(() => database.drop());

const say = (ctx: Ctx, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: 'de' });
const file = async (ctx: Ctx, seq?: number) => JSON.stringify(await issueReceipts(ctx, sealKey, seq));
const keys = (): Promise<KnownKey[]> => listPublicKeys(database.db, sealKey);

/** Somebody with three choices under a checkpoint and one after it, and a neighbour so that the tree has two. */
async function chosen(at: TestBrand = brand): Promise<Ctx<CustomerActor>> {
  const [ctx, neighbour] = [await at.customer(), await at.customer()];
  await say(neighbour, 'on');
  for (const want of ['on', 'off', 'on'] as const) await say(ctx, want);
  await makeCheckpoint(at.system, sealKey);
  await say(ctx, 'off');
  return ctx;
}

describe('a customer', () => {
  test('gets one receipt for each choice, and all of them hold', async () => {
    const verdict = await verifyReceipts(await file(await chosen()), await keys());
    expect(verdict).toMatchObject({
      ok: true,
      slug: brand.slug,
      receipts: [
        { seq: 1, state: 'granted', by: 'customer', title: 'Bessere Angebote', cover: 'covered' },
        { seq: 2, state: 'withdrawn', cover: 'covered' },
        { seq: 3, state: 'granted', cover: 'covered' },
        { seq: 4, state: 'withdrawn', cover: 'newer' },
      ],
    });
  });

  test('gets one alone, with what leads from it to the checkpoint', async () => {
    const ctx = await chosen();
    const known = await keys();
    for (const seq of [1, 2, 3]) {
      const verdict = await verifyReceipts(await file(ctx, seq), known);
      expect(verdict).toMatchObject({ ok: true, receipts: [{ seq, cover: 'covered' }] });
    }
    const newest = await verifyReceipts(await file(ctx, 4), known);
    expect(newest).toMatchObject({ ok: true, checkpoint: null, receipts: [{ cover: 'unsaid' }] });
  });

  test('can check a receipt with nothing around it', async () => {
    const { receipts } = await issueReceipts(await chosen(), sealKey);
    expect(await verifyReceipts(receipts.join('\n'), await keys())).toMatchObject({
      ok: true,
      receipts: receipts.map(() => ({ cover: 'unsaid' })),
    });
  });

  test('gets proof alone, which holds and tells nothing of what was chosen', async () => {
    const ctx = await chosen();
    const proof = await issueProof(ctx);
    expect(JSON.stringify(proof)).not.toMatch(/offers|granted|withdrawn/);
    expect(await verifyReceipts(JSON.stringify(proof), await keys())).toMatchObject({
      ok: true,
      slug: brand.slug,
      customer: ctx.actor.customerId,
      receipts: [],
      end: { seq: 3 },
    });
  });

  test('is told by proof from outside that the portal’s own history was cut', async () => {
    const own = await makeBrand(database);
    await own.publish('offers');
    const ctx = await chosen(own);
    const verdict = await verifyReceipts(JSON.stringify(await issueProof(ctx)), await keys());
    if (!verdict.ok) throw new Error('The proof does not hold.');
    const compare = () => compareWithLedger(database.db, verdict, own.id);
    expect(await compare()).toBe('same');
    await database.owner.unsafe(`alter table ledger disable trigger user;
      delete from ledger where customer_id = '${ctx.actor.customerId}' and seq >= 3;
      alter table ledger enable trigger user`);
    expect(await compare()).toBe('missing');
  });

  test('is named by nothing but ids in a record after ISO/IEC TS 27560', async () => {
    const { receipts } = await issueReceipts(await chosen(), sealKey, 1);
    expect(readPayload(receipts[0] ?? '')).toMatchObject({
      '@type': 'dpv:ConsentReceipt',
      'dct:conformsTo': conformsTo.receipt,
      'dpv:hasRecordOfActivity': {
        '@type': 'dpv:ConsentRecord',
        'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
        'dpv:hasDataSubject': { '@type': 'dpv:DataSubject' },
        'dpv:hasProcess': {
          'dpv:hasPurpose': { '@type': 'dpv:Personalisation', 'dct:title': 'Produkte empfehlen' },
          'dpv:hasPersonalData': { '@type': 'pd:PurchasesAndSpendingHabit' },
          'dpv:hasRecipient': [{ 'dpv:hasName': 'The brand' }],
          'dpv:hasStorageCondition': { 'dpv:hasDuration': { '@value': 'P365D' } },
        },
        'dpv:hasNotice': { 'dct:language': 'de', 'dct:title': 'Bessere Angebote' },
        'dpv:hasConsentStatus': { '@type': 'dpv:ConsentGiven' },
      },
    });
  });

  test('has it in the receipt where the browser’s privacy signal had a part', async () => {
    const here = await makeBrand(database);
    await here.publish('offers', { level: 3 });
    const ctx = await here.customer();
    await objectBySignal(ctx);
    const wishes = [{ exchange: 'offers', want: 'on' as const, version: 1 }];
    await setChoices(ctx, { wishes, locale: 'en', signal: true });
    const issued = await issueReceipts(ctx, sealKey);
    expect(await verifyReceipts(JSON.stringify(issued), await keys())).toMatchObject({
      ok: true,
      receipts: [
        { state: 'objected', bySignal: true },
        { state: 'granted', bySignal: true },
      ],
    });
    const said = issued.receipts.map(readPayload);
    expect(said).toMatchObject(
      [expect.stringContaining('Sec-GPC: 1'), expect.stringContaining('knowing')].map((how) => ({
        'dpv:hasRecordOfActivity': { 'dpv:hasConsentStatus': { 'dpv:hasIndicationMethod': how } },
      })),
    );
  });

  test('keeps receipts that hold after the key was changed', async () => {
    const ctx = await chosen();
    const before = await file(ctx);
    await rotateKey(brand.asOwner, sealKey);
    const known = await keys();
    for (const text of [before, await file(ctx)])
      expect(await verifyReceipts(text, known)).toMatchObject({ ok: true });
    const late = await issueReceipts({ ...ctx, now: () => new Date(Date.now() + 60_000) }, sealKey);
    const retired = known.map((key) => ({ ...key, retired: new Date().toISOString() }));
    expect(await verifyReceipts(JSON.stringify(late), retired)).toMatchObject({
      why: 'signed_after_retirement',
    });
  });
});

describe('nobody else', () => {
  test('gets them: staff, systems, a customer of another brand', async () => {
    const ctx = await chosen();
    for (const other of [await brand.staff('owner'), brand.system]) {
      await expect(issueReceipts(other, sealKey)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(issueProof(other)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const elsewhere = await (await makeBrand(database)).customer();
    await expect(issueReceipts(elsewhere, sealKey, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(issueProof(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(issueReceipts(ctx, sealKey, 5)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a file that was changed', () => {
  test('in any of a thousand ways is refused', { timeout: 60_000 }, async () => {
    const ctx = await chosen();
    const known = await keys();
    const random = seeded(20_261_121);
    let tried = 0;
    const texts = [
      await file(ctx),
      await file(ctx, 1),
      await file(ctx, 4),
      JSON.stringify(await issueProof(ctx)),
    ];
    for (const text of texts)
      for (let round = 0; round < 500; round += 1) {
        const changed = mutate(text, random);
        if (changed === text) continue;
        tried += 1;
        const verdict = await verifyReceipts(changed, known);
        expect(verdict.ok, changed).toBe(false);
      }
    expect(tried).toBeGreaterThan(1000);
  });

  test('by putting another’s parts into it is refused', async () => {
    const [mine, theirs] = [await chosen(), await chosen()];
    const [a, b] = [await issueReceipts(mine, sealKey), await issueReceipts(theirs, sealKey)];
    const one = await issueReceipts(mine, sealKey, 1);
    const known = await keys();
    const forged = [
      { ...a, receipts: b.receipts },
      { ...a, proof: b.proof },
      { ...a, receipts: [...a.receipts, ...b.receipts] },
      { ...a, receipts: a.receipts.toSpliced(1, 1) },
      { ...one, later: one.later.slice(1) },
      { ...one, later: one.later.toReversed().slice(1) },
      { ...a, proof: a.proof && { ...a.proof, checkpoint: a.receipts[0] } },
      { ...a, receipts: [a.proof?.checkpoint] },
    ];
    for (const each of forged)
      expect(await verifyReceipts(JSON.stringify(each), known)).toMatchObject({ ok: false });
  });

  test('so that it says something twice is refused, even if the true thing comes last', async () => {
    const text = JSON.stringify(await issueProof(await chosen()));
    expect(await verifyReceipts(text.replace('"head"', '"head":"0","head"'), await keys())).toMatchObject({
      ok: false,
      why: 'unreadable',
    });
    const spaced = JSON.stringify(JSON.parse(text), null, 2);
    expect(await verifyReceipts(spaced, await keys())).toMatchObject({ ok: true });
  });

  test('is refused when the brand’s keys are not those that signed', async () => {
    const text = await file(await chosen());
    const other = await makeBrand(database);
    await makeCheckpoint(other.system, sealKey);
    expect(await verifyReceipts(text, await listPublicKeys(database.db, sealKey, other.id))).toMatchObject({
      ok: false,
      why: 'unknown_key',
    });
  });

  test.each(['', '{}', '[]', 'null', 'a.b.c', '{"format":"mutual-receipts"}', '\0', '{'.repeat(100_000)])(
    'into something else altogether is not read: %#',
    async (text) => {
      expect(await verifyReceipts(text, await keys())).toEqual({ ok: false, why: 'unreadable', seq: null });
    },
  );
});

describe('what is small to send and dear to read', () => {
  const file = (receipts: unknown[], later: unknown[]) =>
    JSON.stringify({ format: 'mutual-receipts', receipts, later, proof: null });
  const many = (what: unknown, count: number) => Array.from({ length: count }, () => what);

  test.each([
    ['more than a million entries that say nothing', emptyEntries(), 'too_much'],
    ['a million receipts that are none', file(many('', 1_000_000), []), 'too_much'],
    ['twenty thousand entries', file([], many({}, 20_000)), 'unreadable'],
    ['ten thousand entries that say nothing', file(['a.b.c'], many({}, 10_000)), 'unreadable'],
    [
      'a receipt whose head is a list of a million',
      `${btoa(`[${'[],'.repeat(1_000_000)}[]]`)}.YQ.YQ`,
      'unreadable',
    ],
    ['a receipt of a million points', `a.b.c${'.'.repeat(1_000_000)}`, 'unreadable'],
  ])('is turned away at once: %s', async (_, text, why) => {
    const known = await keys();
    const begun = process.threadCpuUsage();
    expect(await verifyReceipts(text, known)).toEqual({ ok: false, why, seq: null });
    const { user, system } = process.threadCpuUsage(begun);
    expect((user + system) / 1000, 'milliseconds of processor').toBeLessThan(1_000);
  });
});

describe('whatever is pasted', () => {
  test.each([
    `a.b.c${' '.repeat(200_000)}a.b.c`,
    `a.b.c${'\n '.repeat(200_000)}a.b.c!`,
    `{${'"'.repeat(200_000)}`,
    `{"${'\\\\'.repeat(200_000)}`,
  ])('is judged in moments, however long and odd: %#', { timeout: 8_000 }, async (text) => {
    expect(await verifyReceipts(text, await keys())).toMatchObject({ ok: false });
  });

  test('is answered, in every naughty place', async () => {
    const known = await keys();
    const whole = await issueReceipts(await chosen(), sealKey, 1);
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const text of [...naughty, deep]) {
      const places = [
        text,
        JSON.stringify({ ...whole, receipts: [text] }),
        JSON.stringify({ ...whole, later: [text] }),
        JSON.stringify({ ...whole, proof: { ...whole.proof, checkpoint: text } }),
        JSON.stringify({ ...whole, proof: { ...whole.proof, head: text } }),
        JSON.stringify({ ...whole, [text]: 1 }),
        `{"__proto__":${JSON.stringify(text)},${JSON.stringify(whole).slice(1)}`,
      ];
      for (const each of places) expect((await verifyReceipts(each, known)).ok, each).toBe(false);
    }
  });
});

/** A byte changed, a stretch dropped, doubled or swapped with another, at places that differ from round to round. */
function mutate(text: string, random: () => number): string {
  const at = () => Math.floor(random() * text.length);
  const [from, to] = [at(), at()].sort((a, b) => a - b) as [number, number];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"{}[],:. ';
  const kind = Math.floor(random() * 6);
  if (kind <= 2)
    return text.slice(0, from) + letters[Math.floor(random() * letters.length)] + text.slice(from + 1);
  if (kind === 3) return text.slice(0, from) + text.slice(Math.min(to, from + 400) + 1);
  if (kind === 4) return text.slice(0, to) + text.slice(from, to) + text.slice(to);
  return (
    text.slice(0, from) +
    String.fromCharCode(text.charCodeAt(from) ^ (1 << Math.floor(random() * 7))) +
    text.slice(from + 1)
  );
}

/** mulberry32: the same thousand each time, so that a failure can be looked at again. */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
