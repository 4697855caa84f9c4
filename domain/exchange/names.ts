import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { brand, category, purpose } from '#db/schema/brand.ts';
import type { CategoryTerms, Meaning, PurposeTerms, Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { invalid } from '../parse-input.ts';

/** What a brand calls itself, its categories and its purposes today. */
export type Names = {
  brandId: BrandId;
  brand: Meaning['brand'];
  categories: ReadonlyMap<string, CategoryTerms>;
  purposes: ReadonlyMap<string, PurposeTerms>;
};

/**
 * Lets nobody else publish or rename until the transaction ends: else a version could go live under a name that is being
 * changed. Whoever does either takes this lock before any other, so that they wait in line. Throws not_found.
 */
export async function holdNames(tx: Tx, brandId: BrandId): Promise<Names> {
  await tx.select({ id: brand.id }).from(brand).where(eq(brand.id, brandId)).for('no key update');
  return readNames(tx, brandId);
}

/** Throws not_found. */
export async function readNames(tx: Tx, brandId: BrandId): Promise<Names> {
  const [[held], categories, purposes] = await Promise.all([
    tx
      .select({ name: brand.name, defaultLocale: brand.defaultLocale })
      .from(brand)
      .where(eq(brand.id, brandId)),
    tx.select().from(category).where(eq(category.brandId, brandId)),
    tx.select().from(purpose).where(eq(purpose.brandId, brandId)),
  ]);
  if (!held) throw notFound('brand');
  return {
    brandId,
    brand: held,
    categories: new Map(
      categories.map(({ slug, name, summary, standardKey, keeps }) => [
        slug,
        { name, summary, standardKey, keeps },
      ]),
    ),
    purposes: new Map(purposes.map(({ slug, name, standardKey }) => [slug, { name, standardKey }])),
  };
}

/** What these terms stand on under these names. Throws `invalid` when the brand has no such category or purpose. */
export function meaningOf(names: Names, terms: Pick<Terms, 'category' | 'purpose'>): Meaning {
  const category = names.categories.get(terms.category);
  const purpose = names.purposes.get(terms.purpose);
  if (!category) throw invalid({ category: 'unknown' });
  if (!purpose) throw invalid({ purpose: 'unknown' });
  return { brand: names.brand, category, purpose };
}
