import { and, eq, isNull } from 'drizzle-orm';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import type { Signer } from './jws.ts';
import { privateKeySchema, sealPrivateKey, unsealPrivateKey } from './private-key.ts';

/** The brand's key that signs now; its first is made when first wanted. */
export async function activeSigner(tx: Tx, brandId: BrandId, sealKey: SealKey): Promise<Signer> {
  const found = await readActive(tx, brandId);
  if (found) return signerOf(found, sealKey);
  await addKey(tx, brandId, sealKey);
  const made = await readActive(tx, brandId);
  if (!made) throw new TypeError('A signing key was not kept.');
  return signerOf(made, sealKey);
}

/** Makes a key unless one signs already: of two made at once the first stays. */
export async function addKey(tx: Tx, brandId: BrandId, sealKey: SealKey): Promise<void> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = privateKeySchema.parse(await exportJWK(privateKey));
  const { d: _, ...publicKey } = jwk;
  const id = await calculateJwkThumbprint(publicKey);
  await tx
    .insert(signingKey)
    .values({
      brandId,
      id,
      publicKey,
      sealed: sealPrivateKey(sealKey, id, jwk),
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

async function signerOf({ kid, sealed }: { kid: string; sealed: Buffer }, sealKey: SealKey): Promise<Signer> {
  const key = await importJWK(unsealPrivateKey(sealKey, kid, sealed), 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('Not an Ed25519 key.');
  return { kid, key };
}
