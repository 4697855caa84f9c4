import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { endYeses } from '../choice/end-yeses.ts';
import { fileChoice } from '../choice/file-choice.ts';
import { listStandings } from '../choice/list-standings.ts';
import { objectBySignal } from '../choice/object-by-signal.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { retireExchange } from '../exchange/retire-exchange.ts';
import { readLedger, verifyChain } from '../ledger/verify-chain.ts';
import { findStatement } from '../statement/queries.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { type Ask, asker } from './ask.testing.ts';

let database: TestDatabase;
let brand: TestBrand;
let ask: Ask;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  brand = await makeBrand(database);
  ask = await asker(database, brand);
});
afterAll(() => database.drop());

type Customer = Ctx<CustomerActor>;

const versionOf = async (slug: string) => {
  const [row] = await database.owner`
    select live_version as version, draft_revision as revision from exchange
    where brand_id = ${brand.id} and slug = ${slug}`;
  return { version: Number(row?.version), revision: Number(row?.revision) };
};
const say = async (ctx: Customer, want: 'on' | 'off', exchange = 'offers', version?: number) =>
  setChoices(ctx, {
    wishes: [{ exchange, want, version: version ?? (await versionOf(exchange)).version }],
    locale: null,
  });
const retire = async (slug: string, revision: number) =>
  retireExchange(await brand.staff('owner'), { slug, revision });
const key = (): Ctx<KeyActor> => ({
  db: database.db,
  actor: { kind: 'key', keyId: randomUUID(), brandId: brand.id, scopes: ['choices'] },
});
const stand = async (ctx: Customer, slug: string) => {
  const { categories } = await findStatement(ctx);
  return categories.flatMap(({ exchanges }) => exchanges).find((row) => row.slug === slug);
};
const states = async (ctx: Customer) =>
  (await readLedger(ctx)).map(({ exchange, state, actor }) => [exchange, state, actor.kind]);
const unasked = { basis: 'legitimate_interests' } as const;
const away = { purpose: 'elsewhere' } as const;

describe('a no outlives what the brand does with its exchanges:', () => {
  test('the exchange moves away and is turned on there, and another asks for nothing (a)', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers');
    await say(ctx, 'off');
    await brand.publish('offers', away);
    await say(ctx, 'on');
    await brand.publish('service', unasked);
    expect(await ask('C')).toMatchObject({ allowed: false, reason: 'refused', exchange: 'offers', seq: 1 });
    expect(await ask('C', { exchange: 'service' })).toMatchObject({ allowed: false });
    expect(await ask('C', away)).toMatchObject({ allowed: true, seq: 2 });
    expect(await stand(ctx, 'service')).toMatchObject({ on: false, standing: 'refused', asks: false });
  });

  test('it comes back and claims that nobody can switch it (a)', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers');
    await say(ctx, 'off');
    await brand.publish('offers', away);
    await say(ctx, 'on');
    await brand.publish('offers');
    expect(await ask('C')).toMatchObject({ allowed: false });
    await brand.publish('offers', { basis: 'contract' });
    expect(await ask('C')).toMatchObject({ allowed: false, reason: 'refused' });
    expect(await stand(ctx, 'offers')).toMatchObject({ on: false, switch: 'opt-in' });
  });

  test.each([
    ['category', { category: 'other' }],
    ['purpose', { purpose: 'other' }],
  ])(
    'it moves to another %s, shown off there, and is retired: what was shown off stays off',
    async (_, to) => {
      await database.owner`
      insert into category (brand_id, slug, name, summary, standard_key, keeps)
      select brand_id, 'other', name, summary, standard_key, keeps from category where brand_id = ${brand.id}`;
      const ctx = await brand.customer('C');
      await brand.publish('offers');
      await say(ctx, 'off');
      await brand.publish('offers', to);
      await brand.publish('service', { ...unasked, ...to });
      for (const about of [{}, to, { ...to, exchange: 'service' }])
        expect(await ask('C', about)).toMatchObject({ allowed: false });
      await retire('offers', (await versionOf('offers')).revision);
      expect(await ask('C', to)).toMatchObject({ allowed: false, reason: 'refused', exchange: 'offers' });
      expect(await stand(ctx, 'service')).toMatchObject({ on: false });
      await say(ctx, 'on', 'service');
      expect(await ask('C', to)).toMatchObject({ allowed: true, exchange: 'service' });
    },
  );

  test('a yes to it elsewhere takes nothing back of what it was shown off for on the way', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers');
    await say(ctx, 'off');
    await brand.publish('offers', { purpose: 'between' });
    await brand.publish('offers', away);
    await say(ctx, 'on');
    for (const purpose of ['recommend', 'between']) {
      await brand.publish(`for-${purpose}`, { ...unasked, purpose });
      expect(await ask('C', { purpose })).toMatchObject({ allowed: false });
    }
  });

  test('only a yes to the use itself lifts it', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers');
    await say(ctx, 'off');
    await retire('offers', 1);
    await brand.publish('service', { basis: 'contract' });
    await brand.publish('other', away);
    await say(ctx, 'on', 'other');
    expect(await ask('C')).toMatchObject({ allowed: false });
    await say(ctx, 'on', 'service');
    expect(await ask('C')).toMatchObject({ allowed: true, exchange: 'service' });
  });

  test('retiring one and publishing another at the same time, twenty times (b)', async () => {
    const ctx = await brand.customer('C');
    for (let round = 0; round < 20; round++) {
      const purpose = `use-${round}`;
      await brand.publish(`old-${round}`, { purpose });
      await say(ctx, 'off', `old-${round}`);
      await Promise.all([retire(`old-${round}`, 1), brand.publish(`new-${round}`, { ...unasked, purpose })]);
      expect(await ask('C', { purpose })).toMatchObject({ allowed: false, reason: 'refused' });
    }
  });

  test('a hundred and seventy-six noes said while it is being retired are all taken and kept (c)', async () => {
    for (let round = 0; round < 22; round++) {
      const purpose = `use-${round}`;
      const slug = `old-${round}`;
      const customers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => brand.customer(`${round}-${n}`)),
      );
      await brand.publish(slug, { ...unasked, purpose });
      const retiring = retire(slug, 1);
      const said = await Promise.all(customers.map((ctx) => say(ctx, 'off', slug, 1)));
      await retiring;
      expect(said.flat().every(({ on }) => !on)).toBe(true);
      await brand.publish(`new-${round}`, { ...unasked, purpose });
      for (let n = 0; n < 8; n++)
        expect(await ask(`${round}-${n}`, { purpose })).toMatchObject({ allowed: false, reason: 'objected' });
    }
  }, 60_000);
});

describe('“off” is always taken', () => {
  test('of an exchange that was retired or moved while the page was open, by the customer and by keys', async () => {
    const [ctx, other] = [await brand.customer('C'), await brand.customer('D')];
    await brand.publish('offers', unasked);
    await brand.publish('moved', { ...unasked, purpose: 'once' });
    await brand.publish('moved', { ...unasked, ...away });
    await retire('offers', 1);
    await say(ctx, 'off', 'offers', 1);
    await say(ctx, 'off', 'moved', 1);
    for (const exchange of ['offers', 'moved'])
      await fileChoice(key(), { customerId: other.actor.customerId, exchange }, { want: 'off' });
    await brand.publish('again', unasked);
    await brand.publish('once-more', { ...unasked, purpose: 'once' });
    expect(await ask('C')).toMatchObject({ allowed: false });
    expect(await ask('C', { purpose: 'once' })).toMatchObject({ allowed: false });
    expect(await ask('C', away)).toMatchObject({ allowed: false });
    expect(await ask('D')).toMatchObject({ allowed: false });
    expect(await ask('D', away)).toMatchObject({ allowed: false });
  });

  test('and an exchange that is retired is turned on by nobody', async () => {
    const ctx = await brand.customer();
    await brand.publish('offers');
    await retire('offers', 1);
    await expect(say(ctx, 'on', 'offers', 1)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a second time changes nothing, and once more after a later yes to the use it is a new word', async () => {
    const ctx = await brand.customer('C');
    for (const slug of ['offers', 'letters']) await brand.publish(slug);
    await say(ctx, 'off');
    expect(await say(ctx, 'off')).toMatchObject([{ changed: false, seq: 1 }]);
    expect(await say(ctx, 'off', 'letters')).toMatchObject([{ changed: true, seq: 2 }]);
    expect(await say(ctx, 'off', 'letters')).toMatchObject([{ changed: false }]);
    await say(ctx, 'on', 'letters');
    expect(await ask('C', { exchange: 'letters' })).toMatchObject({ allowed: true });
    await say(ctx, 'off');
    expect(await ask('C', { exchange: 'letters' })).toMatchObject({ allowed: false });
    expect(verifyChain(await readLedger(ctx))).toEqual({ ok: true });
  });
});

describe('a no said in one exchange', () => {
  test('turns off at once what else is on for the use, and nothing else', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers');
    await brand.publish('letters');
    await brand.publish('counting', unasked);
    await brand.publish('asked', {});
    await brand.publish('other', { ...unasked, ...away });
    await say(ctx, 'on', 'letters');
    const chosen = await say(ctx, 'off');
    expect(chosen.map(({ exchange, on, standing }) => [exchange, on, standing]).sort()).toEqual([
      ['counting', false, 'objected'],
      ['letters', false, 'withdrawn'],
      ['offers', false, 'refused'],
    ]);
    expect((await states(ctx)).slice(1).sort()).toEqual([
      ['counting', 'objected', 'customer'],
      ['letters', 'withdrawn', 'customer'],
      ['offers', 'refused', 'customer'],
    ]);
    expect(await stand(ctx, 'asked')).toMatchObject({ on: false, asks: false });
    expect(await stand(ctx, 'other')).toMatchObject({ on: true });
  });

  test('is not undone elsewhere by a yes: what was said no to stays off', async () => {
    const ctx = await brand.customer('C');
    for (const slug of ['offers', 'letters']) await brand.publish(slug);
    await say(ctx, 'on', 'letters');
    await say(ctx, 'off');
    await say(ctx, 'on');
    expect(await stand(ctx, 'letters')).toMatchObject({ on: false, standing: 'withdrawn' });
    expect(await ask('C', { exchange: 'offers' })).toMatchObject({ allowed: true });
    expect(await ask('C', { exchange: 'letters' })).toMatchObject({ allowed: false });
  });

  test('leaves on what is turned on in the same breath, whichever comes first', async () => {
    for (const slug of ['offers', 'letters']) await brand.publish(slug);
    for (const [n, order] of [
      ['offers', 'letters'],
      ['letters', 'offers'],
    ].entries()) {
      const ctx = await brand.customer(`C-${n}`);
      await say(ctx, 'on', 'letters');
      const wishes = order.map((exchange) => ({
        exchange,
        version: 1,
        want: exchange === 'letters' ? ('on' as const) : ('off' as const),
      }));
      await setChoices(ctx, { wishes, locale: null });
      expect(await ask(`C-${n}`, { exchange: 'letters' })).toMatchObject({ allowed: true });
      expect(await ask(`C-${n}`, { exchange: 'offers' })).toMatchObject({ allowed: false });
      expect(await stand(ctx, 'letters')).toMatchObject({ on: true });
    }
  });

  test('said by the browser’s signal, ends no yes to the use, and is not said while there is one', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('own');
    await brand.publish('shared', { level: 3 });
    await say(ctx, 'on', 'own');
    expect(await objectBySignal(ctx)).toEqual([]);
    expect(await ask('C', { exchange: 'own' })).toMatchObject({ allowed: true });
    await say(ctx, 'off', 'own');
    await say(ctx, 'on', 'shared');
    expect(await objectBySignal(ctx)).toEqual([]);
  });

  test('ends a yes that an exchange meets later by moving to its use, and the systems hear of it', async () => {
    const ctx = await brand.customer('C');
    await brand.publish('offers', away);
    await brand.publish('letters');
    await say(ctx, 'on', 'letters');
    await say(ctx, 'off');
    await brand.publish('offers');
    expect(await ask('C', { exchange: 'letters' })).toMatchObject({ allowed: false, exchange: 'offers' });
    expect(await endYeses(brand.system)).toBe(1);
    expect((await states(ctx)).at(-1)).toEqual(['letters', 'expired', 'system']);
    expect(await endYeses(brand.system)).toBe(0);
  });
});

test('a page that shows no no cannot lift one: a yes after it is refused until the page has it', async () => {
  const ctx = await brand.customer('C');
  for (const slug of ['offers', 'letters']) await brand.publish(slug);
  const drawn = await stand(ctx, 'letters');
  await say(ctx, 'off');
  const press = (seq?: number) =>
    setChoices(ctx, { wishes: [{ exchange: 'letters', want: 'on', version: 1, seq }], locale: null });
  await expect(press(drawn?.seq)).rejects.toMatchObject({ code: 'stale' });
  expect(await press((await stand(ctx, 'letters'))?.seq)).toMatchObject([{ on: true }]);
});

test('the choices of a customer and where they stand on each agree with decisions', async () => {
  const ctx = await brand.customer('C');
  await brand.publish('offers');
  await say(ctx, 'off');
  await brand.publish('service', unasked);
  expect(await listStandings(key(), ctx.actor.customerId)).toMatchObject([
    { exchange: 'offers', standing: 'refused', on: false, seq: 1 },
    { exchange: 'service', standing: 'refused', on: false, seq: 1, chosenAt: expect.any(String) },
  ]);
});
