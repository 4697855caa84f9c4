import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { signingKey } from '#db/schema/proof.ts';
import { system } from '#db/schema/system.ts';
import type { SealKey } from '#lib/seal.ts';
import { type BrandId, requireRole } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { publicHalf } from '../signing-key/private-key.ts';
import { openSecret } from '../system/secret.ts';

/** What of a brand was sealed under another AUTH_SECRET: then nothing is signed, or a system hears of no choice. */
export type Unreadable = { signingKey: boolean; systems: string[] };

/** The brands of which something in use cannot be read. */
export async function listUnreadable(
  db: Pick<Db, 'select'>,
  sealKey: SealKey,
): Promise<(Unreadable & { slug: string })[]> {
  const found = await readUnreadable(db, sealKey);
  return [...found].map(([slug, its]) => ({ slug, ...its }));
}

/** The same for the staff who can do something about it. */
export async function unreadableOf({ db, actor }: Ctx, sealKey: SealKey): Promise<Unreadable> {
  requireRole(actor, 'owner', 'editor');
  const [its] = (await readUnreadable(db, sealKey, actor.brandId)).values();
  return its ?? { signingKey: false, systems: [] };
}

async function readUnreadable(db: Pick<Db, 'select'>, sealKey: SealKey, brandId?: BrandId) {
  const [keys, systems] = await Promise.all([
    db
      .select({ slug: brand.slug, kid: signingKey.id, sealed: signingKey.sealed })
      .from(signingKey)
      .innerJoin(brand, eq(brand.id, signingKey.brandId))
      .where(and(isNull(signingKey.retiredAt), brandId && eq(brand.id, brandId)))
      .orderBy(asc(brand.slug)),
    db
      .select({ slug: brand.slug, brandId: brand.id, system: system.slug, sealed: system.secret })
      .from(system)
      .innerJoin(brand, eq(brand.id, system.brandId))
      .where(and(isNull(system.retiredAt), brandId && eq(brand.id, brandId)))
      .orderBy(asc(brand.slug), asc(system.slug)),
  ]);
  const found = new Map<string, Unreadable>();
  const of = (slug: string) => {
    const its = found.get(slug) ?? { signingKey: false, systems: [] };
    found.set(slug, its);
    return its;
  };
  for (const { slug, kid, sealed } of keys)
    if (publicHalf(sealKey, kid, sealed) === null) of(slug).signingKey = true;
  for (const row of systems) {
    const owner = { brandId: row.brandId as BrandId, slug: row.system };
    if (openSecret(sealKey, owner, row.sealed) === null) of(row.slug).systems.push(row.system);
  }
  return found;
}
