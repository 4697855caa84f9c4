import { asc, eq } from 'drizzle-orm';
import { calculateJwkThumbprint } from 'jose';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { unsealPrivateKey } from './private-key.ts';

export type KeyCheck = { bad: string | null; unvouched: string[] };

/**
 * Whoever can write to the database could add a key of their own and sign everything anew with it. They cannot seal it:
 * a key that signs must open with the secret, and its public half must be the one that is published.
 */
export async function checkKeys(tx: Tx, brandId: BrandId, sealKey: SealKey | null): Promise<KeyCheck> {
  const rows = await tx
    .select()
    .from(signingKey)
    .where(eq(signingKey.brandId, brandId))
    .orderBy(asc(signingKey.createdAt));
  const check: KeyCheck = { bad: null, unvouched: [] };
  for (const { id, publicKey, sealed, retiredAt } of rows) {
    const inside = sealKey === null ? null : publicHalf(sealKey, id, sealed);
    const named = (await calculateJwkThumbprint(publicKey)) === id;
    const fits = inside === null ? sealKey === null || retiredAt !== null : inside === publicKey.x;
    if (!named || !fits) check.bad ??= id;
    else if (inside === null) check.unvouched.push(id);
  }
  return check;
}

/** Null when it was sealed under another secret. */
function publicHalf(sealKey: SealKey, kid: string, sealed: Buffer): string | null {
  try {
    return unsealPrivateKey(sealKey, kid, sealed).x;
  } catch {
    return null;
  }
}
