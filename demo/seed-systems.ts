import { inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { system } from '#db/schema/system.ts';
import type { BrandId } from '#domain/actor.ts';
import { newSecret, sealSecret } from '#domain/system/secret.ts';
import type { SealKey } from '#lib/seal.ts';
import { demoDefinitions } from './definitions.ts';
import type { DemoBrand } from './people.ts';
import { demoSystems } from './systems.ts';

/**
 * Gives each demo brand its systems, whose other end is the portal itself at `origin`. At every start anew: the
 * portal's address and the key that seals may have changed. What staff changed about them stays.
 */
export async function seedSystems(db: Db, key: SealKey, origin: string): Promise<void> {
  const slugs = demoDefinitions.map(({ slug }) => slug);
  const brands = await db
    .select({ id: brand.id, slug: brand.slug })
    .from(brand)
    .where(inArray(brand.slug, slugs));
  for (const { id, slug: of } of brands)
    for (const { slug, name, summary, confirms, exchanges } of demoSystems) {
      const url = `${origin}/demo/systems/${of}/${slug}${confirms ? '' : '?confirms=no'}`;
      const secret = sealSecret(key, { brandId: id as BrandId, slug }, newSecret());
      const uses = [...exchanges[of as DemoBrand]].sort();
      await db
        .insert(system)
        .values({ brandId: id, slug, name, summary, exchanges: uses, url, secret })
        .onConflictDoUpdate({
          target: [system.brandId, system.slug],
          set: { url, secret, previousSecret: null, previousUntil: null, pausedUntil: null, parkedAt: null },
        });
    }
}
