import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { createCategory } from './create-category.ts';
import { editCategory } from './edit-category.ts';
import { listStaffCategories } from './queries.ts';

const household = {
  slug: 'household',
  name: { en: 'Your household' },
  summary: { en: 'Who lives with you.' },
  standardKey: 'user.demographic',
  keeps: 'masked',
} as const;

let database: TestDatabase;
let brand: TestBrand;
let editor: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  editor = await brand.staff('editor');
  await createCategory(editor, household);
});
afterAll(() => database.drop());

const find = async (slug: string) => {
  const found = (await listStaffCategories(editor)).find((category) => category.slug === slug);
  if (!found) throw new Error(`no ${slug}`);
  return found;
};

test('an editor adds a category, rewords it, and both are written down', async () => {
  const { seen } = await find('household');
  await editCategory(editor, { ...household, name: { en: 'Who you live with' }, seen });
  expect(await find('household')).toMatchObject({ name: { en: 'Who you live with' }, held: 0 });
  const rows = await database.owner`select action from audit where subject = 'household' order by id`;
  expect(rows.map(({ action }) => action)).toEqual(['category.created', 'category.edited']);
});

test('a name is used once', async () => {
  await expect(createCategory(editor, household)).rejects.toMatchObject({
    code: 'conflict',
    fields: { slug: 'taken' },
  });
});

test('a name under which the portal has a page of its own is not to be had', async () => {
  for (const slug of ['history', 'value', 'new'])
    await expect(createCategory(editor, { ...household, slug })).rejects.toMatchObject({
      code: 'invalid',
      fields: { slug: 'taken' },
    });
});

test('an edit of an older text is stale', async () => {
  await createCategory(editor, { ...household, slug: 'raced' });
  const { seen } = await find('raced');
  await editCategory(editor, { ...household, slug: 'raced', summary: { en: 'First.' }, seen });
  const second = editCategory(editor, { ...household, slug: 'raced', summary: { en: 'Second.' }, seen });
  await expect(second).rejects.toMatchObject({ code: 'stale' });
});

describe('how much is kept', () => {
  test('can change while nothing is held', async () => {
    await createCategory(editor, { ...household, slug: 'empty' });
    const { seen } = await find('empty');
    await editCategory(editor, { ...household, slug: 'empty', keeps: 'value', seen });
    expect((await find('empty')).keeps).toBe('value');
  });

  test.each(['value', 'count'] as const)('cannot become %s once something is held', async (keeps) => {
    const slug = `held-${keeps}`;
    await createCategory(editor, { ...household, slug });
    await database.owner`insert into holding_tally (customer_id, brand_id, category, source, count)
      values (gen_random_uuid(), ${brand.id}, ${slug}, 'observed', 2)`;
    const { seen, held } = await find(slug);
    expect(held).toBe(2);
    await expect(editCategory(editor, { ...household, slug, keeps, seen })).rejects.toMatchObject({
      fields: { keeps: 'fixed' },
    });
    await editCategory(editor, { ...household, slug, name: { en: 'Same, renamed' }, seen });
  });
});

test('who may not, and whose it is not', async () => {
  const { seen } = await find('household');
  for (const role of ['support', 'analyst'] as const) {
    const ctx = await brand.staff(role);
    const forbidden = { code: 'forbidden' };
    await expect(createCategory(ctx, { ...household, slug: 'x' })).rejects.toMatchObject(forbidden);
    await expect(editCategory(ctx, { ...household, seen })).rejects.toMatchObject(forbidden);
    await expect(listStaffCategories(ctx)).rejects.toMatchObject(forbidden);
  }
  const other = await (await makeBrand(database)).staff('owner');
  await expect(editCategory(other, { ...household, seen })).rejects.toMatchObject({ code: 'not_found' });
});
