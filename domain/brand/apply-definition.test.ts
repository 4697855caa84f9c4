import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { customerId } from '../customer/customer-id.ts';
import { applyDefinition, rehearseDefinition } from './apply-definition.ts';
import type { BrandDefinition } from './definition.ts';
import { findBrand, idKeyOf } from './queries.ts';
import { tinyBrand } from './tiny-brand.testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const versions = () => database.owner`select exchange, version from exchange_version order by 1, 2`;

test('a brand comes into being whole, and applying it again changes nothing', async () => {
  const first = await applyDefinition(database.db, tinyBrand());
  expect(first).toMatchObject({ created: true, published: [{ exchange: 'better-offers', version: 1 }] });
  const key = await idKeyOf(database.db, first.brandId);
  expect(key).toHaveLength(32);

  const second = await applyDefinition(database.db, tinyBrand());
  expect(second).toEqual({ brandId: first.brandId, created: false, published: [], askedAgain: 0 });
  expect(await idKeyOf(database.db, first.brandId)).toEqual(key);
  expect(await versions()).toHaveLength(1);
});

test('new names are taken over, and new terms become the next version', async () => {
  const definition = tinyBrand('renamed');
  await applyDefinition(database.db, definition);
  definition.name = { en: 'Tiny & Sons' };
  const [exchange] = definition.exchanges;
  if (exchange) exchange.terms.retentionDays = 730;
  const { published } = await applyDefinition(database.db, definition);
  expect(published).toEqual([{ exchange: 'better-offers', version: 2, widened: ['brand', 'retention'] }]);
  expect((await findBrand(database.db, 'renamed'))?.name).toEqual({ en: 'Tiny & Sons' });
});

/** A new name for one thing of the definition, or something else that is said of it. */
type Renaming = (definition: BrandDefinition) => object | undefined;
const first = <T>([entry]: T[]) => entry ?? expect.unreachable();

describe('calling something otherwise is a new version, of an exchange that the definition does not name too:', () => {
  test.each<[string, string[], Renaming]>([
    ['a purpose', ['purpose'], ({ purposes }) => Object.assign(first(purposes), { name: { en: 'Sell' } })],
    [
      'the key of a purpose',
      ['purpose'],
      ({ purposes }) => Object.assign(first(purposes), { standardKey: 'sell' }),
    ],
    [
      'a category',
      ['category'],
      ({ categories }) => Object.assign(first(categories), { name: { en: 'All' } }),
    ],
    [
      'the key of a category',
      ['category'],
      ({ categories }) => Object.assign(first(categories), { standardKey: 'user' }),
    ],
    [
      'what a category is',
      [],
      ({ categories }) => Object.assign(first(categories), { summary: { en: 'So.' } }),
    ],
    ['how much is kept', [], ({ categories }) => Object.assign(first(categories), { keeps: 'count' })],
    ['the brand', ['brand'], (definition) => Object.assign(definition, { name: { en: 'Huge' } })],
    ['its language', [], (definition) => Object.assign(definition, { defaultLocale: 'de' })],
  ])('%s', async (_, widened, rename) => {
    const definition = tinyBrand(`calls-${randomUUID()}`);
    const { brandId } = await applyDefinition(database.db, definition);
    const id = customerId(await idKeyOf(database.db, brandId), 'one');
    await database.owner`
      insert into customer (customer_id, brand_id, external_id) values (${id}, ${brandId}, 'one')`;
    await database.owner`
      insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at)
      values (${id}, ${brandId}, 'better-offers', 'granted', 1, 1, now())`;
    rename(definition);
    const others = { ...definition, exchanges: [] };
    const effect = {
      published: [{ exchange: 'better-offers', version: 2, widened }],
      askedAgain: widened.length,
    };
    expect(await rehearseDefinition(database.db, others)).toMatchObject(effect);
    expect(await applyDefinition(database.db, others)).toMatchObject(effect);
    expect(await applyDefinition(database.db, definition)).toMatchObject({ published: [], askedAgain: 0 });
  });
});

test('what events become is taken over, and stays as it is where the definition does not name it', async () => {
  const definition = tinyBrand('mapped');
  const event = (name: string, label: string) => ({
    ...{
      type: 'track' as const,
      name,
      holdings: [{ category: 'bought', source: 'observed' as const, label }],
    },
  });
  await applyDefinition(database.db, { ...definition, events: [event('A', 'a'), event('B', 'b')] });
  const { brandId } = await applyDefinition(database.db, { ...definition, events: [event('B', 'c')] });
  const rows = await database.owner`
    select name, rules -> 'holdings' -> 0 ->> 'label' as label from event_mapping where brand_id = ${brandId} order by 1`;
  expect(rows).toEqual([
    { name: 'A', label: 'a' },
    { name: 'B', label: 'c' },
  ]);
});

test('a category that holds data does not silently keep more or less of it', async () => {
  const definition = tinyBrand('keeper');
  const { brandId } = await applyDefinition(database.db, definition);
  await database.owner`insert into holding_tally (customer_id, brand_id, category, source, count)
    values (gen_random_uuid(), ${brandId}, 'bought', 'observed', 3)`;
  for (const category of definition.categories) category.keeps = 'count';
  await expect(applyDefinition(database.db, definition)).rejects.toMatchObject({ code: 'conflict' });
});

test('two who apply the same brand at once end with one brand', async () => {
  const both = await Promise.all([1, 2].map(() => applyDefinition(database.db, tinyBrand('twice'))));
  expect(new Set(both.map(({ brandId }) => brandId)).size).toBe(1);
  expect(both.flatMap(({ published }) => published)).toHaveLength(1);
});
