import { expect, test } from 'vitest';
import { z } from 'zod';
import { brandDefinitionSchema } from './definition.ts';
import { tinyBrand } from './tiny-brand.testing.ts';

test('the JSON Schema that editors use is the one in force (vitest -u renews it)', async () => {
  const schema = z.toJSONSchema(brandDefinitionSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/schema/brand.json');
});

const faults = (definition: unknown) =>
  brandDefinitionSchema.safeParse(definition).error?.issues.map((issue) => issue.path.join('.'));

test('a whole definition is taken as it is', () => {
  expect(faults(tinyBrand())).toBeUndefined();
});

test('an exchange about a category or purpose that the brand has not is refused', () => {
  const definition = tinyBrand();
  definition.categories = [];
  definition.purposes = [];
  expect(faults(definition)).toEqual(['exchanges.0.terms.category', 'exchanges.0.terms.purpose']);
});

test('a slug used twice is refused', () => {
  const definition = tinyBrand();
  definition.purposes = [...definition.purposes, ...definition.purposes];
  expect(faults(definition)).toEqual(['purposes.1.slug']);
});

test('an event that becomes what the brand has not, or that is there twice, is refused', () => {
  const definition = tinyBrand();
  const holding = { category: 'none', source: 'observed' as const, label: 'x' };
  const event = { type: 'track' as const, name: 'Seen', holdings: [holding] };
  definition.events = [event, { ...event, holdings: [{ ...holding, category: 'bought' }] }, { type: 'page' }];
  expect(faults(definition)).toEqual(['events.0.holdings.0.category', 'events.1.name']);
});

test('an event whose rules cannot be told apart, or that has no name, is refused', () => {
  const holding = { category: 'bought', source: 'observed', label: 'x' };
  const events = [
    { name: 'Seen', holdings: [holding, holding, { ...holding, part: 'other' }] },
    { holdings: [holding] },
    { type: 'identify', name: 'x', holdings: [holding] },
    { name: 'Seen twice', customer: { email: 'traits.email' } },
  ];
  expect(faults({ ...tinyBrand(), events })).toEqual([
    'events.0.holdings.1.part',
    'events.1.name',
    'events.2.name',
    'events.2.holdings.0.key',
    'events.3.customer',
  ]);
});

test('an exchange that cannot say what the customer gets is refused', () => {
  const definition = tinyBrand();
  const [exchange] = definition.exchanges;
  if (exchange) exchange.terms.get = { de: 'Rabatt' };
  expect(faults(definition)).toEqual(['exchanges.0.terms.get.en']);
});
