import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { createPurpose } from './create-purpose.ts';
import { editPurpose } from './edit-purpose.ts';
import { listStaffPurposes } from './queries.ts';

const ads = { slug: 'ads', name: { en: 'Choose ads' }, standardKey: 'marketing.advertising' };

let database: TestDatabase;
let brand: TestBrand;
let editor: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  editor = await brand.staff('editor');
  await createPurpose(editor, ads);
});
afterAll(() => database.drop());

const find = async (slug: string) => {
  const found = (await listStaffPurposes(editor)).find((purpose) => purpose.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
};

test('an editor adds a purpose and rewords it; an older edit is stale', async () => {
  const { seen } = await find('ads');
  await editPurpose(editor, { ...ads, name: { en: 'Pick ads' }, seen });
  expect(await find('ads')).toMatchObject({ name: { en: 'Pick ads' }, exchanges: 0 });
  await expect(editPurpose(editor, { ...ads, seen })).rejects.toMatchObject({ code: 'stale' });
});

test('a name is used once, and a key has the form of the taxonomy', async () => {
  await expect(createPurpose(editor, ads)).rejects.toMatchObject({ fields: { slug: 'taken' } });
  const bad = { ...ads, slug: 'bad', standardKey: 'Marketing Ads' };
  await expect(createPurpose(editor, bad)).rejects.toMatchObject({ fields: { standardKey: 'invalid' } });
});

test('live exchanges are counted where they are used', async () => {
  await brand.publish('offers');
  expect((await find('recommend')).exchanges).toBe(1);
});

test('who may not, and whose it is not', async () => {
  const { seen } = await find('ads');
  const support = await brand.staff('support');
  await expect(createPurpose(support, { ...ads, slug: 'x' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(editPurpose(support, { ...ads, seen })).rejects.toMatchObject({ code: 'forbidden' });
  const other = await (await makeBrand(database)).staff('owner');
  await expect(editPurpose(other, { ...ads, seen })).rejects.toMatchObject({ code: 'not_found' });
});
