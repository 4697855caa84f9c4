import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { bases } from '#lib/terms.ts';
import { transact } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { makeBrand } from '../testing.ts';
import { readCollectable } from './collection.ts';
import { type Choice, isOn, standing } from './standing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const now = new Date('2026-06-01T00:00:00Z');
const past = new Date('2026-05-01T00:00:00Z');
const live = 2;

/** Every way in which a customer can have answered; none: never. */
const answers: (Choice | null)[] = [
  null,
  { state: 'granted', version: live, expiresAt: null },
  { state: 'granted', version: live - 1, expiresAt: null },
  { state: 'granted', version: live, expiresAt: past },
  ...(['refused', 'withdrawn', 'objected'] as const).map((state) => ({ state, version: 1, expiresAt: null })),
];

/** A category for each pair of bases; the second exchange is about collecting itself, or not. */
const kinds = bases.flatMap((first) =>
  bases.flatMap((second) =>
    [true, false].map((collects) => ({
      first,
      second,
      collects,
      category: `${first}-${second}-${collects}`.replaceAll('_', '-'),
    })),
  ),
);

test('a category may be collected just when a use of it is on and no exchange about collecting is off', async () => {
  const brand = await makeBrand(database);
  const { owner } = database;
  await owner`
    insert into purpose (brand_id, slug, name, standard_key)
    values (${brand.id}, 'collect', '{}', 'collect'), (${brand.id}, 'other', '{}', 'collection_of_art')`;
  const exchanges = kinds.flatMap(({ category, first, second, collects }) => [
    { category, slug: `${category}-1`, basis: first, purpose: 'recommend' },
    { category, slug: `${category}-2`, basis: second, purpose: collects ? 'collect' : 'other' },
  ]);
  const all = JSON.stringify(exchanges);
  await owner`
    insert into category (brand_id, slug, name, summary, standard_key, keeps)
    select ${brand.id}, c, '{}', '{}', 'user', 'value' from unnest(${kinds.map(({ category }) => category)}::text[]) c`;
  await owner`
    insert into exchange (brand_id, slug, live_version, asked_since)
    select ${brand.id}, slug, ${live}, ${live} from json_to_recordset(${all}::text::json) as e (slug text)`;
  await owner`
    insert into exchange_version (brand_id, exchange, version, category, purpose, terms, meaning)
    select ${brand.id}, e.slug, ${live}, category, purpose, jsonb_build_object('basis', basis),
      jsonb_build_object('purpose', jsonb_build_object('standardKey', p.standard_key))
    from json_to_recordset(${all}::text::json) as e (slug text, category text, purpose text, basis text)
    join purpose p on p.brand_id = ${brand.id} and p.slug = e.purpose`;
  const customers = answers.flatMap((first, i) =>
    answers.map((second, j) => ({ first, second, id: customerId(brand.idKey, `${i} ${j}`) })),
  );
  await owner`
    insert into customer (customer_id, brand_id, external_id)
    select id, ${brand.id}, id::text from unnest(${customers.map(({ id }) => id)}::uuid[]) id`;
  const choices = customers.flatMap(({ id, first, second }) =>
    exchanges.flatMap(({ slug }) => {
      const said = slug.endsWith('-1') ? first : second;
      return said ? [{ id, slug, ...said }] : [];
    }),
  );
  await owner`
    insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at, expires_at)
    select id, ${brand.id}, slug, state, version, 1, now(), "expiresAt"
    from json_to_recordset(${JSON.stringify(choices)}::text::json)
      as c (id uuid, slug text, state text, version int, "expiresAt" timestamptz)`;

  const asked = customers.flatMap((customer) => kinds.map((kind) => ({ ...customer, kind })));
  const may = await transact(brand.system, (tx) =>
    readCollectable(
      tx,
      brand.id,
      asked.map(({ id, kind }) => ({ customerId: id, category: kind.category })),
      now,
    ),
  );
  const wrong = asked.filter(({ id, first, second, kind }) => {
    const uses = isOn(standing(first, null, { basis: kind.first, askedSince: live }, now), kind.first);
    const other = isOn(standing(second, null, { basis: kind.second, askedSince: live }, now), kind.second);
    const expected = kind.collects ? other : uses || other;
    return may({ customerId: id, category: kind.category }) !== expected;
  });
  expect(wrong).toEqual([]);
  expect(asked).toHaveLength(72 * 49);
});
