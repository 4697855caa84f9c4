import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, someTerms, type TestBrand } from '../testing.ts';
import { createExchange } from './create-exchange.ts';
import { discardDraft } from './discard-draft.ts';
import { editDraft } from './edit-draft.ts';
import { listVersions } from './list-versions.ts';
import { publishDraft } from './publish-draft.ts';
import { retireExchange } from './retire-exchange.ts';
import { getStaffExchange } from './staff-exchange.ts';

const terms = someTerms();

let database: TestDatabase;
let brand: TestBrand;
let editor: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  editor = await brand.staff('editor');
});
afterAll(() => database.drop());

const auditOf = (subject: string) =>
  database.owner`select action, role, person_id from audit where subject = ${subject} order by id`;

describe('an editor', () => {
  test('writes a draft, publishes it, and each step is written down', async () => {
    await createExchange(editor, { slug: 'ideas', draft: { category: 'purchases' } });
    const { revision } = await editDraft(editor, { slug: 'ideas', revision: 1, draft: terms });
    const published = await publishDraft(editor, { slug: 'ideas', revision });
    expect(published).toEqual({ version: 1, widened: [], askedAgain: 0 });
    expect(await getStaffExchange(editor, 'ideas')).toMatchObject({
      liveVersion: 1,
      live: terms,
      draft: null,
      draftRevision: 3,
    });
    expect(await listVersions(editor, 'ideas')).toMatchObject([{ version: 1, terms }]);
    const actions = (await auditOf('ideas')).map((row) => row.action);
    expect(actions).toEqual(['exchange.created', 'exchange.edited', 'exchange.published']);
  });

  test('cannot use a name twice', async () => {
    await createExchange(editor, { slug: 'twice', draft: {} });
    await expect(createExchange(editor, { slug: 'twice', draft: {} })).rejects.toMatchObject({
      code: 'conflict',
      fields: { slug: 'taken' },
    });
  });

  test('cannot name a category that the brand does not have', async () => {
    const draft = { category: 'secrets', purpose: 'recommend' };
    await expect(createExchange(editor, { slug: 'unknown', draft })).rejects.toMatchObject({
      fields: { category: 'unknown' },
    });
  });

  test('cannot write over a newer draft, discard it or publish it unseen', async () => {
    await createExchange(editor, { slug: 'raced', draft: terms });
    await editDraft(editor, { slug: 'raced', revision: 1, draft: { ...terms, level: 3 } });
    const seen = { slug: 'raced', revision: 1 };
    const stale = { code: 'stale' };
    await expect(editDraft(editor, { ...seen, draft: terms })).rejects.toMatchObject(stale);
    await expect(discardDraft(editor, seen)).rejects.toMatchObject(stale);
    await expect(publishDraft(editor, seen)).rejects.toMatchObject(stale);
    await expect(retireExchange(editor, seen)).rejects.toMatchObject(stale);
    expect(await getStaffExchange(editor, 'raced')).toMatchObject({ draft: { level: 3 } });
  });

  test('two who save at once: one wins, the other is told', async () => {
    await createExchange(editor, { slug: 'at-once', draft: {} });
    const both = await Promise.allSettled(
      [1, 2].map((level) =>
        editDraft(editor, { slug: 'at-once', revision: 1, draft: { level: level === 1 ? 1 : 2 } }),
      ),
    );
    expect(both.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('discards a draft and keeps what is live', async () => {
    await createExchange(editor, { slug: 'kept', draft: terms });
    await publishDraft(editor, { slug: 'kept', revision: 1 });
    await editDraft(editor, { slug: 'kept', revision: 2, draft: { ...terms, level: 3 } });
    await discardDraft(editor, { slug: 'kept', revision: 3 });
    expect(await getStaffExchange(editor, 'kept')).toMatchObject({ draft: null, live: { level: 2 } });
  });

  test('retires an exchange for good', async () => {
    await createExchange(editor, { slug: 'retired', draft: terms });
    await publishDraft(editor, { slug: 'retired', revision: 1 });
    await retireExchange(editor, { slug: 'retired', revision: 2 });
    expect((await getStaffExchange(editor, 'retired')).retiredAt).toBeInstanceOf(Date);
    const again = editDraft(editor, { slug: 'retired', revision: 3, draft: terms });
    await expect(again).rejects.toMatchObject({ code: 'stale' });
  });
});

describe('a draft keeps any words, and no bytes that cannot be stored', () => {
  test.each(['שלום עולם', 'e\u0301a\u0308\u200d👩‍🌾', "'; drop table exchange; --", '<b>bold</b>'])(
    '%j comes back as written',
    async (words) => {
      const slug = `words-${words.length}`;
      const recipients = [words];
      await createExchange(editor, { slug, draft: { ...terms, title: { en: words }, recipients } });
      expect((await getStaffExchange(editor, slug)).draft).toMatchObject({
        title: { en: words },
        recipients,
      });
    },
  );

  test.each(['nul \0 byte', 'half \ud800 pair', 'x'.repeat(1_000_000)])('%.20j is refused', async (words) => {
    for (const draft of [{ title: { en: words } }, { recipients: [words] }, { promise: words }])
      await expect(createExchange(editor, { slug: 'hostile', draft })).rejects.toMatchObject({
        code: 'invalid',
      });
    await expect(getStaffExchange(editor, words)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an exchange cannot be published', () => {
  test('without saying what the customer gets back, from where, why and for how long', async () => {
    const { promise, get, retentionDays, recipients, sources, basis, purpose, ...rest } = terms;
    await createExchange(editor, { slug: 'bare', draft: rest });
    await expect(publishDraft(editor, { slug: 'bare', revision: 1 })).rejects.toMatchObject({
      code: 'invalid',
      fields: Object.fromEntries(
        ['promise', 'get', 'get.en', 'retentionDays', 'recipients', 'sources', 'basis', 'purpose'].map(
          (field) => [field, 'required'],
        ),
      ),
    });
  });

  test("when its texts are missing in the brand's own language", async () => {
    await createExchange(editor, { slug: 'foreign', draft: { ...terms, give: { de: 'Wir nutzen …' } } });
    await expect(publishDraft(editor, { slug: 'foreign', revision: 1 })).rejects.toMatchObject({
      fields: { 'give.en': 'required' },
    });
  });

  test('when there is no draft', async () => {
    await createExchange(editor, { slug: 'done', draft: terms });
    await publishDraft(editor, { slug: 'done', revision: 1 });
    await expect(publishDraft(editor, { slug: 'done', revision: 2 })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});

describe('who may not', () => {
  const at = { slug: 'ideas', revision: 3 };
  const attempts = [
    (ctx: Ctx): Promise<unknown> => editDraft(ctx, { ...at, draft: {} }),
    (ctx: Ctx): Promise<unknown> => discardDraft(ctx, at),
    (ctx: Ctx): Promise<unknown> => publishDraft(ctx, at),
    (ctx: Ctx): Promise<unknown> => retireExchange(ctx, at),
    (ctx: Ctx): Promise<unknown> => getStaffExchange(ctx, 'ideas'),
  ];

  test.each(['support', 'analyst'] as const)('%s writes no exchange', async (role) => {
    const ctx = await brand.staff(role);
    for (const attempt of [...attempts, () => createExchange(ctx, { slug: 'mine', draft: {} })])
      await expect(attempt(ctx)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a customer writes no exchange', async () => {
    const ctx = await brand.customer('c-1');
    await expect(createExchange(ctx, { slug: 'mine', draft: {} })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test("another brand's exchange is missing to an owner", async () => {
    const other = await (await makeBrand(database)).staff('owner');
    for (const attempt of attempts) await expect(attempt(other)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('what one brand does to an exchange leaves one of the same name at another as it is', async () => {
  const [ours, theirs] = await Promise.all([makeBrand(database), makeBrand(database)]);
  const [ourEditor, theirEditor] = await Promise.all([ours.staff('editor'), theirs.staff('editor')]);
  for (const ctx of [ourEditor, theirEditor]) await createExchange(ctx, { slug: 'twin', draft: terms });
  const before = await getStaffExchange(theirEditor, 'twin');
  await editDraft(ourEditor, { slug: 'twin', revision: 1, draft: { ...terms, level: 0 } });
  await publishDraft(ourEditor, { slug: 'twin', revision: 2 });
  await editDraft(ourEditor, { slug: 'twin', revision: 3, draft: {} });
  await discardDraft(ourEditor, { slug: 'twin', revision: 4 });
  await retireExchange(ourEditor, { slug: 'twin', revision: 5 });
  expect(await getStaffExchange(theirEditor, 'twin')).toEqual(before);
});
