import { expect, test } from 'vitest';
import { z } from 'zod';
import { mappingSchema } from './mapping.ts';

test('the JSON Schema that editors use is the one in force (vitest -u renews it)', async () => {
  const schema = z.toJSONSchema(mappingSchema, { io: 'input' });
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('../../docs/schema/mapping.json');
});

const feed = { file: 'a.csv', customer: { id: 'id' } };
const holding = { category: 'bought', source: 'observed', key: ['id'], label: '{name}' };
const faults = (mapping: unknown) =>
  mappingSchema.safeParse(mapping).error?.issues.map((issue) => issue.path.join('.'));

test('a feed that only names customers is enough', () => {
  expect(faults({ feeds: [feed] })).toBeUndefined();
});

test.each([
  ['a look-up that is not there', { ...feed, lookUp: { shops: ['shop'] } }, ['feeds.0.lookUp.shops']],
  ['a time zone that is not there', { ...feed, zone: 'Europe/Atlantis' }, ['feeds.0.zone']],
  ['a holding without a key', { ...feed, holdings: [{ ...holding, key: [] }] }, ['feeds.0.holdings.0.key']],
  [
    'an open brace',
    { ...feed, customer: { id: 'id', oidcSubject: '{sub' } },
    ['feeds.0.customer.oidcSubject'],
  ],
  ['a word it does not know', { ...feed, customers: [] }, ['feeds.0']],
])('%s is refused by name', (_, given, expected) => {
  expect(faults({ feeds: [given] })).toEqual(expected);
});
