import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { addRule, removeRule } from './change-rules.ts';
import { findEvent, listEvents } from './list-events.ts';
import { takeEvents } from './take-events.ts';

let database: TestDatabase;
let brand: TestBrand;
let owner: Ctx<StaffActor>;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  owner = await brand.staff('owner');
  await brand.publish('offers');
});
afterAll(() => database.drop());

const viewed = { type: 'track', name: 'Product Viewed' } as const;
const holding = { category: 'purchases', source: 'observed', label: 'Saw {properties.name}' };
const benefit = { exchange: 'offers', capital: 'economic', unit: 'EUR', amount: 1, label: 'A euro off' };
const seen = async (of: Ctx = owner) => (await findEvent(of, viewed)).seen;

test('staff map an event to a category and an exchange, see it in the list, and take it back', async () => {
  await addRule(owner, { ...viewed, seen: await seen() }, { list: 'holdings', rule: holding });
  await addRule(owner, { ...viewed, seen: await seen() }, { list: 'benefits', rule: benefit });
  const [listed] = await listEvents(owner);
  expect(listed).toMatchObject({
    ...viewed,
    lastAt: null,
    mapping: { holdings: [holding], benefits: [benefit] },
  });
  await removeRule(owner, { ...viewed, seen: await seen() }, { list: 'holdings', at: 0 });
  await removeRule(owner, { ...viewed, seen: await seen() }, { list: 'benefits', at: 0 });
  expect(await listEvents(owner)).toEqual([]);
  const noted = await database.owner`select action, subject from audit order by id desc limit 2`;
  expect(noted).toMatchObject([
    { action: 'event.unmapped', subject: 'Product Viewed' },
    { action: 'event.mapped' },
  ]);
});

describe('a change is refused', () => {
  const add = async (rule: object, of = owner, list: 'holdings' | 'benefits' = 'holdings') =>
    addRule(of, { ...viewed, seen: await seen() }, { list, rule: { ...rule } });

  test('when the brand has no such category or exchange', async () => {
    await expect(add({ ...holding, category: 'none' })).rejects.toMatchObject({
      fields: { category: 'unknown' },
    });
    await expect(add({ ...benefit, exchange: 'none' }, owner, 'benefits')).rejects.toMatchObject({
      fields: { exchange: 'unknown' },
    });
  });

  test('when a field is wrong, by its own name', async () => {
    const wrong = { ...holding, label: '{open', source: 'guessed', key: [''] };
    await expect(add(wrong)).rejects.toMatchObject({
      code: 'invalid',
      fields: { label: 'invalid', source: 'invalid', 'key.0': 'required' },
    });
  });

  test('when another rule has the key, and when a trait has no name', async () => {
    await add(holding);
    await expect(add(holding)).rejects.toMatchObject({ fields: { part: 'taken' } });
    const identify = { type: 'identify', name: '' } as const;
    const { seen } = await findEvent(owner, identify);
    await expect(
      addRule(owner, { ...identify, seen }, { list: 'holdings', rule: holding }),
    ).rejects.toMatchObject({
      fields: { part: 'required' },
    });
  });

  test('when someone else changed the event meanwhile, or the rule is gone', async () => {
    const kind = { ...viewed, seen: 'before' };
    await expect(addRule(owner, kind, { list: 'holdings', rule: holding })).rejects.toMatchObject({
      code: 'stale',
    });
    await expect(removeRule(owner, kind, { list: 'holdings', at: 0 })).rejects.toMatchObject({
      code: 'stale',
    });
    await expect(
      removeRule(owner, { ...viewed, seen: await seen() }, { list: 'holdings', at: 9 }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('to whoever is not owner or editor', async () => {
    for (const role of ['support', 'analyst'] as const) {
      const other = await brand.staff(role);
      await expect(listEvents(other)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(
        addRule(other, { ...viewed, seen: '' }, { list: 'holdings', rule: holding }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(
        removeRule(other, { ...viewed, seen: '' }, { list: 'holdings', at: 0 }),
      ).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  test('for another brand, which sees nothing of this one', async () => {
    const other = await (await makeBrand(database)).staff('owner');
    expect(await listEvents(other)).toEqual([]);
  });
});

test('the list says how many came of the last thirty days and what became of them', async () => {
  const mine = await makeBrand(database);
  const staff = await mine.staff('editor');
  const actor = { kind: 'key', keyId: mine.id, brandId: mine.id, scopes: ['ingest'] } as const;
  const send = (messageId: string, now: Date, more = {}) =>
    takeEvents({ db: database.db, actor, now: () => now }, mine.idKey, [
      { type: 'track', event: 'Seen', userId: 'A', messageId, ...more },
    ]);
  const day = 86_400_000;
  await send('old', new Date(Date.now() - 40 * day));
  await send('new', new Date());
  await send('bad', new Date(), { event: 7 });
  const none = { stored: 0, withheld: 0, unmapped: 0, anonymous: 0, invalid: 0 };
  expect(await listEvents(staff)).toMatchObject([
    { type: 'track', name: '', counts: { ...none, invalid: 1 } },
    { type: 'track', name: 'Seen', counts: { ...none, unmapped: 1 }, mapping: null },
  ]);
});
