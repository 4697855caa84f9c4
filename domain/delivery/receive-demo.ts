import { and, eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { system } from '#db/schema/system.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { openSecret } from '../system/secret.ts';

type Webhooked = { brand: string; system: string; headers: Headers; body: string };

/** Plays one of the demo's systems: whether the webhook is really signed with that system's secret, and recent. */
export async function receiveDemo(db: Db, key: SealKey, hook: Webhooked): Promise<boolean> {
  const [found] = await db
    .select({ brandId: brand.id, secret: system.secret })
    .from(system)
    .innerJoin(brand, eq(brand.id, system.brandId))
    .where(and(eq(brand.slug, hook.brand), eq(system.slug, hook.system)));
  if (!found) return false;
  const secret = openSecret(key, { brandId: found.brandId as BrandId, slug: hook.system }, found.secret);
  if (secret === null) return false;
  try {
    new Webhook(secret).verify(hook.body, Object.fromEntries(hook.headers));
    return true;
  } catch {
    return false;
  }
}
