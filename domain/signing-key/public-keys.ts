import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { keyLog } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import { readKeyLog } from './key-log.ts';
import { operatorOf } from './operator.ts';

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
  /** Since when the portal takes it on trust, because it did not introduce the key itself. */
  found: z.iso.datetime().nullable().default(null),
  /** Whether the portal's own key, as it is now, stands for it. */
  vouched: z.boolean().default(true),
});

export type KnownKey = z.infer<typeof knownKeySchema>;

export const jwksSchema = z.object({ keys: z.array(knownKeySchema) });

/** The whole of `/.well-known/jwks.json`: with the public half of the portal's own key. */
export const portalKeysSchema = jwksSchema.extend({ operator: z.object({ x: knownKeySchema.shape.x }) });

/**
 * The keys of one brand or of all, also those that no longer sign: what they signed stays checkable. Only what is in a
 * brand's key log, whatever lies in the table of keys. Without the seal key nobody vouches for them.
 */
export async function listPublicKeys(
  db: Pick<Db, 'select'>,
  sealKey: SealKey | null,
  brandId?: string,
): Promise<KnownKey[]> {
  const rows = await db
    .select({ brand: brand.id, slug: brand.slug, entry: keyLog.entry })
    .from(keyLog)
    .innerJoin(brand, eq(brand.id, keyLog.brandId))
    .where(brandId === undefined ? undefined : eq(brand.id, brandId))
    .orderBy(asc(brand.slug), asc(keyLog.number));
  const operator = sealKey && operatorOf(sealKey).x;
  const logs = [...Map.groupBy(rows, (row) => row.brand).values()].map((its) => keysOf(its, operator));
  return (await Promise.all(logs)).flat();
}

type Row = { brand: string; slug: string; entry: string };

async function keysOf(rows: readonly Row[], operator: string | null): Promise<KnownKey[]> {
  const [first] = rows;
  if (!first) return [];
  const log = await readKeyLog(
    first.brand,
    rows.map(({ entry }) => entry),
  );
  const vouched = log.bad === null && log.operator === operator;
  return log.keys.map(({ kid, x, retired, found }) => ({
    ...{ kty: 'OKP' as const, crv: 'Ed25519' as const, x, kid },
    ...{ brand: first.brand, slug: first.slug, retired, found, vouched },
  }));
}
