import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { BrandId } from '../actor.ts';

export type Brand = { id: BrandId; slug: string; name: LocalText; summary: LocalText; defaultLocale: string };

const columns = {
  id: brand.id,
  slug: brand.slug,
  name: brand.name,
  summary: brand.summary,
  defaultLocale: brand.defaultLocale,
};

/** A brand by its slug; null when there is none. Brands are public. */
export async function findBrand(db: Db, slug: string): Promise<Brand | null> {
  const [found] = await db.select(columns).from(brand).where(eq(brand.slug, slug));
  return found ? branded(found) : null;
}

/** Every brand of the portal, for anyone to see. */
export async function listBrands(db: Db): Promise<Brand[]> {
  return (await db.select(columns).from(brand).orderBy(asc(brand.slug))).map(branded);
}

/** The secret under which external ids become customer ids. For imports and look-ups only. */
export async function idKeyOf(db: Pick<Db, 'select'>, brandId: BrandId): Promise<Buffer> {
  const [found] = await db.select({ idKey: brand.idKey }).from(brand).where(eq(brand.id, brandId));
  if (!found) throw new TypeError('An actor names a brand that does not exist.');
  return found.idKey;
}

const branded = (row: Omit<Brand, 'id'> & { id: string }): Brand => ({ ...row, id: row.id as BrandId });
