import { randomBytes, randomUUID } from 'node:crypto';
import { brand, category, purpose } from '#db/schema/brand.ts';
import { customer } from '#db/schema/customer.ts';
import { exchange } from '#db/schema/exchange.ts';
import { person, relation, staff } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { TestDatabase } from '#db/testing.ts';
import { type SealKey, sealKeyFrom } from '#lib/seal.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId, CustomerActor, PersonId, Role, StaffActor, SystemActor } from './actor.ts';
import type { Ctx } from './context.ts';
import { customerId } from './customer/customer-id.ts';
import { holdNames } from './exchange/names.ts';
import { type Published, publishVersion } from './exchange/publish-version.ts';
import { introduceKeys } from './signing-key/introduce-keys.ts';

/** Terms that can be published as they are; name only what a test is about. */
export const someTerms = (changes: Partial<Terms> = {}): Terms => ({
  category: 'purchases',
  purpose: 'recommend',
  title: { en: 'Better offers', de: 'Bessere Angebote' },
  give: { en: 'We use what you buy.', de: 'Wir nutzen, was Sie kaufen.' },
  get: { en: 'You get two offers a month.', de: 'Sie bekommen zwei Angebote im Monat.' },
  off: { en: 'You get the same offers as everyone.', de: 'Sie bekommen dieselben Angebote wie alle.' },
  basis: 'consent',
  level: 2,
  retentionDays: 365,
  recipients: ['The brand'],
  sources: ['observed'],
  promise: { capital: 'economic', amount: '5', unit: 'EUR', per: 'month' },
  lapsesAfterDays: null,
  ...changes,
});

/** What brands of tests have their keys sealed with. */
export const testSealKey = sealKeyFrom('a secret of thirty-two characters or more');

export type TestBrand = {
  id: BrandId;
  slug: string;
  idKey: Buffer;
  system: Ctx<SystemActor>;
  /** The same with the database as its owner: what makes keys. */
  asOwner: Ctx<SystemActor>;
  /** Makes the exchange and its purpose if need be and puts the terms in force as its next version. */
  publish: (slug: string, changes?: Partial<Terms>, at?: Date) => Promise<Published>;
  customer: (externalId?: string, since?: Date) => Promise<Ctx<CustomerActor>>;
  staff: (role: Role) => Promise<Ctx<StaffActor>>;
};

/** A brand of the test's own with the category `purchases` and the purpose `recommend`. */
export async function makeBrand(
  { db, ownerDb, sealKey = testSealKey }: Pick<TestDatabase, 'db' | 'ownerDb'> & { sealKey?: SealKey },
  slug = `brand-${randomUUID().slice(0, 8)}`,
): Promise<TestBrand> {
  const idKey = randomBytes(32);
  const id = randomUUID() as BrandId;
  const text = { en: slug };
  await db.insert(brand).values({ id, slug, name: text, summary: text, defaultLocale: 'en', idKey });
  await db.insert(category).values({
    brandId: id,
    slug: 'purchases',
    name: { en: 'What you buy', de: 'Was Sie kaufen' },
    summary: { en: 'Your baskets.' },
    standardKey: 'user.behavior.purchase_history',
    keeps: 'value',
  });
  await db.insert(purpose).values({
    brandId: id,
    slug: 'recommend',
    name: { en: 'Recommend products', de: 'Produkte empfehlen' },
    standardKey: 'personalize.content.profiled',
  });
  await introduceKeys(ownerDb, sealKey);
  return {
    id,
    slug,
    idKey,
    asOwner: { db: ownerDb, actor: { kind: 'system', name: 'test', brandId: id } },
    system: { db, actor: { kind: 'system', name: 'test', brandId: id } },
    publish: async (exchangeSlug, changes, at) => {
      await db.insert(exchange).values({ brandId: id, slug: exchangeSlug }).onConflictDoNothing();
      const terms = someTerms(changes);
      const about = {
        brandId: id,
        slug: terms.purpose,
        name: { en: terms.purpose },
        standardKey: 'personalize',
      };
      await db.insert(purpose).values(about).onConflictDoNothing();
      return withScope(db, { kind: 'brand', brandId: id }, async (tx) => {
        const names = await holdNames(tx, id);
        return publishVersion(tx, names, { slug: exchangeSlug, terms }, { by: null, at });
      });
    },
    customer: async (externalId = randomUUID(), since = new Date()) => {
      const personId = await makePerson(db);
      const actor: CustomerActor = {
        kind: 'customer',
        personId,
        brandId: id,
        customerId: customerId(idKey, externalId),
      };
      await withScope(db, { kind: 'brand', brandId: id }, (tx) =>
        tx.insert(customer).values({
          customerId: actor.customerId,
          brandId: id,
          externalId,
          since,
          personId,
          addedByKind: 'system',
        }),
      );
      await db.insert(relation).values({ personId, brandId: id, customerId: actor.customerId });
      return { db, actor };
    },
    staff: async (role) => {
      const personId = await makePerson(db);
      await db.insert(staff).values({ brandId: id, personId, role });
      return { db, actor: { kind: 'staff', personId, brandId: id, role } };
    },
  };
}

export async function makePerson(
  db: TestDatabase['db'],
  email = `${randomUUID()}@example.org`,
): Promise<PersonId> {
  const id = randomUUID() as PersonId;
  await db.insert(person).values({ id, email, emailVerifiedAt: new Date() });
  return id;
}
