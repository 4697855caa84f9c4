import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { purpose } from '#db/schema/brand.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CategoryTerms, PurposeTerms } from '#lib/terms.ts';
import type { CustomerActor, StaffActor } from '../actor.ts';
import { editCategory } from '../category/edit-category.ts';
import { listStaffCategories } from '../category/queries.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type Ctx, transact } from '../context.ts';
import { editPurpose } from '../purpose/edit-purpose.ts';
import { listStaffPurposes } from '../purpose/queries.ts';
import { findStatement } from '../statement/queries.ts';
import { makeBrand, someTerms, type TestBrand } from '../testing.ts';
import { editDraft } from './edit-draft.ts';
import { holdNames } from './names.ts';
import { publishDraft } from './publish-draft.ts';
import type { Renamed } from './renaming.ts';
import { retireExchange } from './retire-exchange.ts';
import { getStaffExchange } from './staff-exchange.ts';

let database: TestDatabase;
let brand: TestBrand;
let editor: Ctx<StaffActor>;
let customer: Ctx<CustomerActor>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** A brand with one exchange, and a customer who said yes to it. */
beforeEach(async () => {
  brand = await makeBrand(database);
  editor = await brand.staff('editor');
  await brand.publish('offers');
  customer = await brand.customer();
  await sayYes(1);
});

const sayYes = (version: number) =>
  setChoices(customer, { wishes: [{ exchange: 'offers', want: 'on', version }], locale: 'en' });

const offers = async () => {
  const { categories } = await findStatement(customer);
  const found = categories.flatMap(({ exchanges }) => exchanges).find(({ slug }) => slug === 'offers');
  if (!found) throw new Error('no offers');
  return found;
};

const recommend = () => listStaffPurposes(editor).then(([first]) => theOne(first));
const purchases = () => listStaffCategories(editor).then(([first]) => theOne(first));
function theOne<T>(found: T | undefined): T {
  if (!found) throw new Error('nothing is there');
  return found;
}

/** Sends the form, and with the tick where one is asked for: again, where the numbers have changed since they were read. */
async function confirming(send: (confirmed?: string) => Promise<Renamed>): Promise<Renamed> {
  let said = await send();
  while (!said.done) said = await send(said.token);
  return said;
}

const changePurpose = async (changes: Partial<PurposeTerms>) => {
  const { slug, seen, name, standardKey } = await recommend();
  return confirming((confirmed) =>
    editPurpose(editor, { ...{ slug, seen, confirmed, name, standardKey }, ...changes }),
  );
};

/** Whoever is told that others were quicker looks and presses again. */
const insist = <T>(work: () => Promise<T>): Promise<T> =>
  work().catch((error) => (error?.code === 'stale' ? insist(work) : Promise.reject(error)));

const changeCategory = async (changes: Partial<CategoryTerms>) => {
  const { slug, seen, name, summary, standardKey, keeps } = await purchases();
  return confirming((confirmed) =>
    editCategory(editor, { ...{ slug, seen, confirmed, name, summary, standardKey, keeps }, ...changes }),
  );
};

describe('a yes is asked again, at a new version, when the brand', () => {
  test.each<[string, () => Promise<Renamed>]>([
    [
      'calls the purpose otherwise',
      () => changePurpose({ name: { en: 'Sell it', de: 'Produkte empfehlen' } }),
    ],
    ['drops a name of the purpose', () => changePurpose({ name: { en: 'Recommend products' } })],
    ['gives the purpose another key', () => changePurpose({ standardKey: 'marketing.advertising' })],
    ['calls the category otherwise', () => changeCategory({ name: { en: 'All', de: 'Was Sie kaufen' } })],
    ['gives the category another key', () => changeCategory({ standardKey: 'user.health_and_medical' })],
  ])('%s', async (_, change) => {
    expect(await change()).toEqual({ done: true, exchanges: 1, askedAgain: 1 });
    expect(await offers()).toMatchObject({ version: 2, standing: 'expired', on: false, asks: true });
    await sayYes(2);
    expect(await offers()).toMatchObject({ version: 2, on: true });
  });

  test('keeps more of it', async () => {
    await changeCategory({ keeps: 'count' });
    await sayYes(2);
    expect(await changeCategory({ keeps: 'masked' })).toEqual({ done: true, exchanges: 1, askedAgain: 1 });
    expect(await offers()).toMatchObject({ version: 3, on: false });
  });
});

describe('a yes still stands, at a new version, when the brand', () => {
  test.each<[string, () => Promise<Renamed>]>([
    ['says otherwise what the category is', () => changeCategory({ summary: { en: 'What was in it.' } })],
    ['keeps less of it', () => changeCategory({ keeps: 'masked' })],
    [
      'names the purpose in one more language',
      async () => changePurpose({ name: { ...(await recommend()).name, fr: 'Recommander' } }),
    ],
  ])('%s', async (_, change) => {
    expect(await change()).toEqual({ done: true, exchanges: 1, askedAgain: 0 });
    expect(await offers()).toMatchObject({ version: 2, standing: 'granted', on: true });
  });
});

describe('a change of names', () => {
  test('is told in numbers before it is done, and done only as it was told', async () => {
    await brand.publish('more');
    const { slug, seen, standardKey } = await recommend();
    const change = { slug, seen, standardKey, name: { en: 'Sell it' } };
    const told = await editPurpose(editor, change);
    expect(told).toMatchObject({ done: false, exchanges: 2, askedAgain: 1 });
    expect(await offers()).toMatchObject({ version: 1, on: true, purpose: { en: 'Recommend products' } });
    const confirmed = told.done ? undefined : told.token;
    const other = await editPurpose(editor, { ...change, name: { en: 'Sell it twice' }, confirmed });
    expect(other).toMatchObject({ done: false });
    await brand.publish('more', { level: 3 });
    expect(await editPurpose(editor, { ...change, confirmed })).toMatchObject({ done: false });
    expect(await offers()).toMatchObject({ version: 1, on: true });
  });

  test('that changes nothing publishes nothing, and neither does one that nobody uses', async () => {
    expect(await changePurpose({})).toEqual({ done: true, exchanges: 0, askedAgain: 0 });
    const live = await getStaffExchange(editor, 'offers');
    await retireExchange(editor, { slug: 'offers', revision: live.draftRevision });
    expect(await changePurpose({ name: { en: 'Sell it' } })).toMatchObject({ done: true, exchanges: 0 });
  });

  test('counts a customer of two exchanges once', async () => {
    await brand.publish('more');
    await setChoices(customer, { wishes: [{ exchange: 'more', want: 'on', version: 1 }], locale: 'en' });
    expect(await changePurpose({ name: { en: 'Sell it' } })).toMatchObject({ exchanges: 2, askedAgain: 1 });
  });

  test('keeps a draft in progress, which must be read anew before it is published', async () => {
    const { draftRevision: revision } = await getStaffExchange(editor, 'offers');
    await editDraft(editor, { slug: 'offers', revision, draft: someTerms({ level: 1 }) });
    await changePurpose({ name: { en: 'Sell it' } });
    const stale = publishDraft(editor, { slug: 'offers', revision: revision + 1 });
    await expect(stale).rejects.toMatchObject({ code: 'stale' });
    expect(await getStaffExchange(editor, 'offers')).toMatchObject({ draft: { level: 1 }, liveVersion: 2 });
    const next = await publishDraft(editor, { slug: 'offers', revision: revision + 2 });
    expect(next).toMatchObject({ version: 3, widened: [] });
  });

  test('is written down with what it did', async () => {
    await changePurpose({ name: { en: 'Sell it' } });
    const rows = await database.owner`
      select action, details from audit where brand_id = ${brand.id} order by id`;
    expect(rows).toEqual([
      { action: 'purpose.edited', details: { exchanges: 1, askedAgain: 1 } },
      { action: 'exchange.published', details: { version: 2, widened: 'purpose' } },
    ]);
  });
});

test('what is published while a name is being changed waits, and says the new name', async () => {
  const waiting = () => database.owner`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  let published: Promise<unknown> = Promise.resolve();
  await transact(editor, async (tx) => {
    await holdNames(tx, brand.id);
    await tx
      .update(purpose)
      .set({ name: { en: 'Sell it' } })
      .where(eq(purpose.brandId, brand.id));
    published = brand.publish('late');
    await expect.poll(async () => (await waiting()).length).toBe(1);
  });
  await published;
  const [late] = await database.owner`
    select meaning #>> '{purpose,name,en}' as name from exchange_version
    where brand_id = ${brand.id} and exchange = 'late'`;
  expect(late?.name).toBe('Sell it');
});

test('whoever renames while others publish, no live version has a name that is no more', async () => {
  const slugs = Array.from({ length: 6 }, (_, each) => `deal-${each}`);
  await Promise.all(slugs.map((slug) => brand.publish(slug)));
  for (let round = 0; round < 5; round++) {
    const name = { en: `Name ${round}` };
    const outcomes = await Promise.allSettled([
      insist(() => changePurpose({ name })),
      changeCategory({ name }),
      ...slugs.map((slug) => brand.publish(slug, { retentionDays: 300 - round })),
      changeCategory({ standardKey: `user.${'abcde'[round]}` }),
    ]);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale' });
    const drifted = await database.owner`
      select e.slug from exchange e
      join exchange_version v on (v.brand_id, v.exchange, v.version) = (e.brand_id, e.slug, e.live_version)
      join category c on (c.brand_id, c.slug) = (v.brand_id, v.category)
      join purpose p on (p.brand_id, p.slug) = (v.brand_id, v.purpose)
      where e.brand_id = ${brand.id}
        and (v.meaning #> '{purpose,name}' <> p.name or v.meaning #> '{category,name}' <> c.name
          or v.meaning #>> '{category,standardKey}' <> c.standard_key)`;
    expect(drifted).toEqual([]);
  }
  expect((await recommend()).name).toEqual({ en: 'Name 4' });
});
