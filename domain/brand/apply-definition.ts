import { randomBytes } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { brand, category, purpose } from '#db/schema/brand.ts';
import { holdingTally } from '#db/schema/customer.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { BrandId, SystemActor } from '../actor.ts';
import { transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { writeMappings } from '../event/write-mappings.ts';
import { countAskedAgain } from '../exchange/active-yes.ts';
import { holdNames } from '../exchange/names.ts';
import type { Published } from '../exchange/publish-version.ts';
import { findRenewals, renew } from '../exchange/renewals.ts';
import type { BrandDefinition } from './definition.ts';
import { findBrand } from './queries.ts';

export type Applied = {
  brandId: BrandId;
  created: boolean;
  /** Exchanges that got a new version, with it. */
  published: Published[];
  /** Customers whose yes counted, and must be given again. */
  askedAgain: number;
};

/**
 * Makes the brand what its definition says: creates what is missing, updates names and texts, and publishes
 * a new version of each exchange whose terms differ from those in force, or that stands on something called otherwise by
 * now. Applying it again changes nothing. What the definition does not name stays. `at` is when it was so; now unless said. Throws conflict when a category that holds data would keep it otherwise.
 */
export async function applyDefinition(db: Db, definition: BrandDefinition, at?: Date): Promise<Applied> {
  const { id, created } = await ensureBrand(db, definition);
  const actor: SystemActor = { kind: 'system', name: 'brand apply', brandId: id };
  const done = await transact({ db, actor }, (tx) => write(tx, actor, definition, at));
  return { brandId: id, created, ...done };
}

/** What applying it would do; nothing is kept. */
export async function rehearseDefinition(
  db: Db,
  definition: BrandDefinition,
): Promise<Omit<Applied, 'brandId'>> {
  const found = await findBrand(db, definition.slug);
  if (!found) {
    const published = definition.exchanges.map(({ slug }) => ({ exchange: slug, version: 1, widened: [] }));
    return { created: true, published, askedAgain: 0 };
  }
  const actor: SystemActor = { kind: 'system', name: 'brand apply', brandId: found.id };
  try {
    return await transact({ db, actor }, async (tx) => {
      throw new Rehearsed(await write(tx, actor, definition));
    });
  } catch (error) {
    if (error instanceof Rehearsed) return { created: false, ...error.written };
    throw error;
  }
}

type Written = Pick<Applied, 'published' | 'askedAgain'>;

class Rehearsed extends Error {
  readonly written: Written;
  constructor(written: Written) {
    super('undone');
    this.written = written;
  }
}

async function write(tx: Tx, actor: SystemActor, definition: BrandDefinition, at?: Date): Promise<Written> {
  const { brandId } = actor;
  const { name, summary, defaultLocale } = definition;
  await tx.update(brand).set({ name, summary, defaultLocale }).where(eq(brand.id, brandId));
  await applyCategories(tx, brandId, definition.categories);
  await applyPurposes(tx, brandId, definition.purposes);
  await nameExchanges(tx, brandId, definition.exchanges);
  const names = await holdNames(tx, brandId);
  const terms = new Map(definition.exchanges.map((entry) => [entry.slug, entry.terms]));
  const renewals = await findRenewals(tx, names, terms);
  const askedAgain = await countAskedAgain(tx, brandId, renewals, at ?? new Date());
  const published = await renew(tx, actor, names, renewals, at);
  await writeMappings(tx, brandId, definition.events ?? []);
  return { published, askedAgain };
}

/** Row security is scoped by the brand's id, so the brand comes before the transaction that fills it. */
async function ensureBrand(db: Db, definition: BrandDefinition) {
  const { slug, name, summary, defaultLocale } = definition;
  const [made] = await db
    .insert(brand)
    .values({ slug, name, summary, defaultLocale, idKey: randomBytes(32) })
    .onConflictDoNothing({ target: brand.slug })
    .returning({ id: brand.id });
  const [found] = made ? [made] : await db.select({ id: brand.id }).from(brand).where(eq(brand.slug, slug));
  if (!found) throw new DomainError('conflict', `The brand “${slug}” was removed meanwhile.`);
  return { id: found.id as BrandId, created: made !== undefined };
}

async function applyCategories(tx: Tx, brandId: BrandId, wanted: BrandDefinition['categories']) {
  if (wanted.length === 0) return;
  await refuseOtherKeeping(tx, brandId, wanted);
  await tx
    .insert(category)
    .values(wanted.map((entry, position) => ({ brandId, ...entry, position })))
    .onConflictDoUpdate({
      target: [category.brandId, category.slug],
      set: {
        name: sql`excluded.name`,
        summary: sql`excluded.summary`,
        standardKey: sql`excluded.standard_key`,
        keeps: sql`excluded.keeps`,
        position: sql`excluded.position`,
      },
    });
}

/** Data already here would not follow the new rule, and the customer would be told it does. */
async function refuseOtherKeeping(tx: Tx, brandId: BrandId, wanted: BrandDefinition['categories']) {
  const held = await tx
    .select({ slug: category.slug, keeps: category.keeps })
    .from(category)
    .where(
      and(
        eq(category.brandId, brandId),
        sql`exists (select from ${holdingTally} where ${holdingTally.brandId} = ${category.brandId}
          and ${holdingTally.category} = ${category.slug})`,
      ),
    );
  for (const { slug, keeps } of held) {
    const next = wanted.find((entry) => entry.slug === slug)?.keeps;
    if (next && next !== keeps)
      throw new DomainError(
        'conflict',
        `The category “${slug}” already holds data, kept as “${keeps}”: this cannot become “${next}”.`,
      );
  }
}

async function applyPurposes(tx: Tx, brandId: BrandId, wanted: BrandDefinition['purposes']) {
  if (wanted.length === 0) return;
  await tx
    .insert(purpose)
    .values(wanted.map((entry) => ({ brandId, ...entry })))
    .onConflictDoUpdate({
      target: [purpose.brandId, purpose.slug],
      set: { name: sql`excluded.name`, standardKey: sql`excluded.standard_key` },
    });
}

async function nameExchanges(tx: Tx, brandId: BrandId, wanted: BrandDefinition['exchanges']) {
  if (wanted.length === 0) return;
  await tx
    .insert(exchange)
    .values(wanted.map(({ slug }, position) => ({ brandId, slug, position })))
    .onConflictDoUpdate({
      target: [exchange.brandId, exchange.slug],
      set: { position: sql`excluded.position` },
    });
}
