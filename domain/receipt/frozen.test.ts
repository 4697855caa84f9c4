import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { createKey } from '../api-key/create-key.ts';
import { type FoundKey, findKey } from '../api-key/find-key.ts';
import { applyDefinition } from '../brand/apply-definition.ts';
import { editCategory } from '../category/edit-category.ts';
import { listStaffCategories } from '../category/queries.ts';
import { fileChoice } from '../choice/file-choice.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { decide } from '../decision/decide.ts';
import type { Renamed } from '../exchange/renaming.ts';
import { editPurpose } from '../purpose/edit-purpose.ts';
import { listStaffPurposes } from '../purpose/queries.ts';
import { readPayload } from '../signing-key/jws.ts';
import { makeBrand, someTerms, type TestBrand } from '../testing.ts';
import { issueReceipts } from './issue-receipts.ts';

const sealKey = sealKeyFrom('a secret of thirty-two characters or more');

let database: TestDatabase;
let brand: TestBrand;
let customer: Ctx<CustomerActor>;
let key: FoundKey;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
  customer = await brand.customer('one');
  const scopes = ['decide', 'choices'];
  const { secret } = await createKey(await brand.staff('owner'), { name: 'k', scopes, days: null });
  key = (await findKey(database.db, secret)) ?? fail('no key');
});
afterAll(() => database.drop());

function fail(why: string): never {
  throw new Error(why);
}

const sayYes = (version: number) =>
  setChoices(customer, { wishes: [{ exchange: 'offers', want: 'on', version }], locale: 'en' });

const decision = async () => {
  const use = { category: 'purchases', purpose: 'recommend' };
  const [found] = (await decide(database.db, key, ['one'], use)) ?? [];
  return found;
};

/** The signed receipt of one entry, as it is issued at one and the same time. */
const receipt = async (seq: number) => {
  const at = new Date('2026-11-01T12:00:00Z');
  const { receipts } = await issueReceipts({ ...customer, now: () => at }, sealKey, seq);
  return receipts[0] ?? fail('no receipt');
};

const purposeIn = (jws: string) =>
  JSON.stringify(readPayload(jws))
    .match(/"dpv:hasPurpose":\{"@type":"([^"]*)","dct:title":"([^"]*)"/)
    ?.slice(1);

async function confirming(send: (confirmed?: string) => Promise<Renamed>): Promise<void> {
  const first = await send();
  if (!first.done) await send(first.token);
}

test('staff who call things otherwise change neither what was agreed nor its receipt, and must ask again', async () => {
  await sayYes(1);
  const agreed = await receipt(1);
  expect(purposeIn(agreed)).toEqual(['dpv:Personalisation', 'Recommend products']);
  expect(await decision()).toMatchObject({ allowed: true });
  const editor = await brand.staff('editor');

  const [purpose = fail('no purpose')] = await listStaffPurposes(editor);
  const ads = { name: { en: 'Target ads' }, standardKey: 'marketing.advertising.first_party.targeted' };
  await confirming((confirmed) =>
    editPurpose(editor, { slug: purpose.slug, seen: purpose.seen, confirmed, ...ads }),
  );
  expect(await decision()).toMatchObject({ allowed: false, reason: 'expired' });
  expect(await receipt(1)).toBe(agreed);

  const [category = fail('no category')] = await listStaffCategories(editor);
  const health = {
    ...{ name: { en: 'Your health' }, summary: { en: 'What ails you.' } },
    ...{ standardKey: 'user.health_and_medical', keeps: 'count' },
  };
  await confirming((confirmed) =>
    editCategory(editor, { slug: category.slug, seen: category.seen, confirmed, ...health }),
  );
  expect(await receipt(1)).toBe(agreed);

  await sayYes(3);
  expect(await decision()).toMatchObject({ allowed: true, version: 3 });
  const anew = await receipt(2);
  expect(purposeIn(anew)).toEqual(['dpv:TargetedAdvertising', 'Target ads']);
  expect(JSON.stringify(readPayload(anew))).toContain('"dct:description":"What ails you."');
});

test('a definition that is applied changes no receipt either, of choices made elsewhere too', async () => {
  await sayYes(3);
  const system: Ctx<KeyActor> = {
    db: database.db,
    actor: { kind: 'key', keyId: key.actor.keyId, brandId: brand.id, scopes: ['choices'] },
  };
  await fileChoice(system, { customerId: customer.actor.customerId, exchange: 'offers' }, { want: 'off' });
  const seqs = [1, 2, 3];
  const before = await Promise.all(seqs.map(receipt));
  const { askedAgain, published } = await applyDefinition(database.db, {
    slug: brand.slug,
    defaultLocale: 'de',
    name: { de: 'Ganz anders', en: 'Quite different' },
    summary: { de: 'Anders.' },
    categories: [
      {
        ...{ slug: 'purchases', name: { de: 'Alles' }, summary: { de: 'Alles.' } },
        ...{ standardKey: 'user', keeps: 'value' },
      },
    ],
    purposes: [{ slug: 'recommend', name: { de: 'Verkaufen' }, standardKey: 'marketing' }],
    exchanges: [
      {
        slug: 'offers',
        terms: { ...someTerms({ title: { de: 'Alles' } }), recipients: ['Alle'], sources: ['observed'] },
      },
    ],
  });
  expect(published).toMatchObject([{ exchange: 'offers', version: 4 }]);
  expect(askedAgain).toBe(0);
  expect(await Promise.all(seqs.map(receipt))).toEqual(before);
});
