import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { requireRole, type StaffActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { makeBrand, someTerms, type TestBrand } from '../testing.ts';
import { editDraft } from './edit-draft.ts';
import { impactOf } from './impact.ts';
import { listStaffExchanges } from './list-staff-exchanges.ts';
import { publishDraft } from './publish-draft.ts';

let database: TestDatabase;
let brand: TestBrand;
let editor: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  editor = await brand.staff('editor');
  await brand.publish('offers');
  await says('granted', null);
  await says('granted', '2999-01-01');
  await says('granted', '2001-01-01');
  await says('refused', null);
});
afterAll(() => database.drop());

/** A customer's answer at version 1. */
async function says(state: string, expires: string | null) {
  const { actor } = await brand.customer();
  await transact(editor, (tx) =>
    tx.execute(sql`insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at, expires_at)
      values (${actor.customerId}, ${brand.id}, 'offers', ${state}, 1, 1, now(), ${expires}::timestamptz)`),
  );
}

describe('before publishing', () => {
  test('a draft that takes more says who will be asked again, and why', async () => {
    const draft = someTerms({ recipients: ['The brand', 'An ad network'], level: 3 });
    await editDraft(editor, { slug: 'offers', revision: 1, draft });
    expect(await impactOf(editor, 'offers')).toEqual({
      changes: [
        { field: 'level', old: 2, next: 3 },
        { field: 'recipients', old: ['The brand'], next: ['The brand', 'An ad network'] },
      ],
      widened: ['level', 'recipients'],
      missing: [],
      activeYes: 2,
      askedAgain: 2,
    });
  });

  test('a draft that only rewords asks nobody again', async () => {
    await editDraft(editor, {
      slug: 'offers',
      revision: 2,
      draft: someTerms({ get: { en: 'Two offers.' } }),
    });
    const impact = await impactOf(editor, 'offers');
    expect(impact).toMatchObject({ widened: [], activeYes: 2, askedAgain: 0 });
    expect(impact.changes.map((change) => change.field)).toEqual(['get.de', 'get.en']);
  });

  test('a draft with gaps cannot tell yet', async () => {
    const { get: _, ...draft } = someTerms();
    await editDraft(editor, { slug: 'offers', revision: 3, draft });
    const impact = await impactOf(editor, 'offers');
    expect(impact).toMatchObject({ widened: null, askedAgain: null, missing: ['get', 'get.en'] });
  });

  test('others learn nothing', async () => {
    await expect(impactOf(await brand.staff('support'), 'offers')).rejects.toMatchObject({
      code: 'forbidden',
    });
    const other = await (await makeBrand(database)).staff('owner');
    await expect(impactOf(other, 'offers')).rejects.toMatchObject({ code: 'not_found' });
    expect(() => requireRole(editor.actor, 'owner')).toThrow();
  });
});

test('a published widening asks as many again as it said', async () => {
  await editDraft(editor, { slug: 'offers', revision: 4, draft: someTerms({ retentionDays: null }) });
  const foretold = await impactOf(editor, 'offers');
  expect(await publishDraft(editor, { slug: 'offers', revision: 5 })).toEqual({
    version: 2,
    widened: ['retention'],
    askedAgain: foretold.askedAgain,
  });
  const { exchanges, customers } = await listStaffExchanges(editor);
  expect(exchanges).toMatchObject([
    { slug: 'offers', status: 'live', liveVersion: 2, hasDraft: false, yes: 0 },
  ]);
  expect(customers).toBe(4);
});
