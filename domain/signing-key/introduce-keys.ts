import { asc, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { makeKey } from './make-key.ts';
import { operatorOf } from './operator.ts';
import { publicHalf } from './private-key.ts';
import { holdKeyLog, type KeyDeed, writeKeyLog } from './write-key-log.ts';

/**
 * Gives each brand without a key log one, with a key. Keys from before there were logs come into it when they open with
 * AUTH_SECRET: only the portal can have sealed them. `db` is of the owner role. Repeating it changes nothing, nor do
 * several at once. Gives the slugs of the brands it was done for.
 */
export async function introduceKeys(db: Db, sealKey: SealKey, now = new Date()): Promise<string[]> {
  const brands = await db.execute<{ id: BrandId; slug: string }>(sql`
    select id, slug from brand b where not exists (select 1 from key_log k where k.brand_id = b.id) order by slug`);
  const done: string[] = [];
  for (const { id, slug } of brands)
    if (await db.transaction((tx) => introduceFirst(tx, id, sealKey, now))) done.push(slug);
  return done;
}

async function introduceFirst(tx: Tx, brandId: BrandId, sealKey: SealKey, at: Date): Promise<boolean> {
  const held = await holdKeyLog(tx, brandId);
  if (held.length > 0) return false;
  const there = await tx
    .select()
    .from(signingKey)
    .where(eq(signingKey.brandId, brandId))
    .orderBy(asc(signingKey.createdAt));
  const own = there.filter((row) => publicHalf(sealKey, row.id, row.sealed) === row.publicKey.x);
  const deeds = own.flatMap(({ publicKey, retiredAt }) => introductionOf(publicKey.x, retiredAt));
  // One that does not open is not replaced unasked: `keys rotate` does that.
  if (there.every(({ retiredAt }) => retiredAt !== null))
    deeds.push({ does: 'introduce', key: await makeKey(tx, brandId, sealKey, at) });
  await writeKeyLog(tx, brandId, held, { by: operatorOf(sealKey), deeds, at });
  return deeds.length > 0;
}

/** Of a key that was there before it came into the log. */
export const introductionOf = (key: string, retiredAt: Date | null, found?: true): KeyDeed[] => [
  { does: 'introduce', key, ...(found && { found }) },
  ...(retiredAt ? [{ does: 'retire' as const, key, retired: retiredAt.toISOString() }] : []),
];
