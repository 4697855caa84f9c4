import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('versions of before keep the names of the day on which they are frozen, and then change no more', async () => {
  const { owner } = database;
  await owner`alter table exchange_version drop column meaning`;
  const [brand] = await owner`
    insert into brand (slug, name, summary, default_locale, id_key)
    values ('old', '{"en":"Old"}', '{}', 'en', '\\x00') returning id`;
  await owner`
    insert into category (brand_id, slug, name, summary, standard_key, keeps)
    values (${brand?.id}, 'bought', '{"en":"What you buy"}', '{"en":"Baskets."}', 'user.behavior', 'masked')`;
  await owner`
    insert into purpose (brand_id, slug, name, standard_key)
    values (${brand?.id}, 'recommend', '{"en":"Recommend"}', 'personalize')`;
  await owner`insert into exchange (brand_id, slug, live_version) values (${brand?.id}, 'offers', 2)`;
  await owner`
    insert into exchange_version (brand_id, exchange, version, category, purpose, terms)
    values (${brand?.id}, 'offers', 1, 'gone', 'gone', '{"basis":"consent"}'),
      (${brand?.id}, 'offers', 2, 'bought', 'recommend', '{"basis":"consent"}')`;
  await owner.unsafe(await readFile(new URL('./migrations/0015_meaning.sql', import.meta.url), 'utf8'));
  const brandSaid = { name: { en: 'Old' }, defaultLocale: 'en' };
  expect(
    (await owner`select meaning from exchange_version order by version`).map((row) => row.meaning),
  ).toEqual([
    {
      brand: brandSaid,
      category: { name: { en: 'gone' }, summary: {}, standardKey: '', keeps: 'value' },
      purpose: { name: { en: 'gone' }, standardKey: '' },
    },
    {
      brand: brandSaid,
      category: {
        ...{ name: { en: 'What you buy' }, summary: { en: 'Baskets.' } },
        ...{ standardKey: 'user.behavior', keeps: 'masked' },
      },
      purpose: { name: { en: 'Recommend' }, standardKey: 'personalize' },
    },
  ]);
  await expect(owner`update exchange_version set meaning = '{}'`).rejects.toThrow('append-only');
});
