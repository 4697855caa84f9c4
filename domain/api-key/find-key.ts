import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { apiKey } from '#db/schema/api.ts';
import { brand } from '#db/schema/brand.ts';
import { hashToken } from '#lib/token.ts';
import type { BrandId, KeyActor } from '../actor.ts';
import { isSecret } from './secret.ts';

export type FoundKey = { actor: KeyActor; hash: string; idKey: Buffer };

/** The key of a secret, when it is live: not revoked, not expired. Null for every other text, whyever. */
export async function findKey(db: Db, secret: string): Promise<FoundKey | null> {
  if (!isSecret(secret)) return null;
  const hash = hashToken(secret);
  const [found] = await db
    .select({ keyId: apiKey.id, brandId: apiKey.brandId, scopes: apiKey.scopes, idKey: brand.idKey })
    .from(apiKey)
    .innerJoin(brand, eq(brand.id, apiKey.brandId))
    .where(
      and(
        eq(apiKey.secretHash, hash),
        isNull(apiKey.revokedAt),
        or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, sql`now()`)),
      ),
    );
  if (!found) return null;
  const { keyId, brandId, scopes, idKey } = found;
  return { actor: { kind: 'key', keyId, brandId: brandId as BrandId, scopes }, hash, idKey };
}
