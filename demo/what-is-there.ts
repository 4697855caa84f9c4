import { and, eq, gt, min } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { exchangeVersion } from '#db/schema/exchange.ts';
import { demoPerson } from '#db/schema/person.ts';
import type { BrandId } from '#domain/actor.ts';
import { demoDefinitions } from './definitions.ts';

export type There =
  | { state: 'there' | 'other' }
  /** Nothing yet, or a seeding that was cut off, begun at `since`. */
  | { state: 'part'; since: Date | null };

/** How far the demo is. Its people come last: with them it is whole. */
export async function whatIsThere(db: Db): Promise<There> {
  const [person] = await db.select({ id: demoPerson.personId }).from(demoPerson).limit(1);
  if (person) return { state: 'there' };
  const brands = await db.select({ slug: brand.slug }).from(brand);
  const ours = new Set<string>(demoDefinitions.map(({ slug }) => slug));
  if (brands.some(({ slug }) => !ours.has(slug))) return { state: 'other' };
  const [begun] = await db.select({ at: min(brand.createdAt) }).from(brand);
  return { state: 'part', since: begun?.at ?? null };
}

/** Whether the brand's revised terms are in force already. */
export async function isRevised(db: Db, brandId: BrandId): Promise<boolean> {
  const second = and(eq(exchangeVersion.brandId, brandId), gt(exchangeVersion.version, 1));
  const [found] = await db
    .select({ version: exchangeVersion.version })
    .from(exchangeVersion)
    .where(second)
    .limit(1);
  return found !== undefined;
}
