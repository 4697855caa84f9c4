import { and, eq, isNull } from 'drizzle-orm';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';
import type { Signer } from './jws.ts';
import { type Secret, seal, unseal } from './seal.ts';

const privateSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

/** The brand's key that signs now; its first is made when first wanted. */
export async function activeSigner(tx: Tx, brandId: BrandId, secret: Secret): Promise<Signer> {
  const found = await readActive(tx, brandId);
  if (found) return signerOf(found, secret);
  await addKey(tx, brandId, secret);
  const made = await readActive(tx, brandId);
  if (!made) throw new TypeError('A signing key was not kept.');
  return signerOf(made, secret);
}

/** Makes a key unless one signs already: of two made at once the first stays. */
export async function addKey(tx: Tx, brandId: BrandId, secret: Secret): Promise<void> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = privateSchema.parse(await exportJWK(privateKey));
  const { d: _, ...publicKey } = jwk;
  await tx
    .insert(signingKey)
    .values({
      brandId,
      id: await calculateJwkThumbprint(publicKey),
      publicKey,
      sealed: seal(secret, JSON.stringify(jwk)),
    })
    .onConflictDoNothing();
}

async function readActive(tx: Tx, brandId: BrandId) {
  const [active] = await tx
    .select({ kid: signingKey.id, sealed: signingKey.sealed })
    .from(signingKey)
    .where(and(eq(signingKey.brandId, brandId), isNull(signingKey.retiredAt)));
  return active;
}

async function signerOf({ kid, sealed }: { kid: string; sealed: Buffer }, secret: Secret): Promise<Signer> {
  const key = await importJWK(privateSchema.parse(JSON.parse(unseal(secret, sealed))), 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('Not an Ed25519 key.');
  return { kid, key };
}
