import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { applyDefinition } from './apply-definition.ts';
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
