import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { signingKey } from '#db/schema/proof.ts';

/** A public key as `/.well-known/jwks.json` gives it (RFC 7517, RFC 8037), with whose it is. */
export const knownKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  kid: z.string(),
  /** The brand's id and slug. */
  brand: z.uuid(),
  slug: z.string(),
  /** Since when it signs nothing more; null while it signs. */
  retired: z.iso.datetime().nullable(),
});

export type KnownKey = z.infer<typeof knownKeySchema>;

export const jwksSchema = z.object({ keys: z.array(knownKeySchema) });

/** The keys of one brand or of all, also those that no longer sign: what they signed stays checkable. */
export async function listPublicKeys(db: Pick<Db, 'select'>, brandId?: string): Promise<KnownKey[]> {
  const rows = await db
    .select({
      publicKey: signingKey.publicKey,
      kid: signingKey.id,
      brand: brand.id,
      slug: brand.slug,
      retiredAt: signingKey.retiredAt,
    })
    .from(signingKey)
    .innerJoin(brand, eq(brand.id, signingKey.brandId))
    .where(brandId === undefined ? undefined : eq(brand.id, brandId))
    .orderBy(asc(brand.slug), asc(signingKey.createdAt));
  return rows.map(({ publicKey, retiredAt, ...row }) => ({
    kty: publicKey.kty,
    crv: publicKey.crv,
    x: publicKey.x,
    ...row,
    retired: retiredAt?.toISOString() ?? null,
  }));
}
