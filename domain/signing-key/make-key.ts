import { exportJWK, generateKeyPair } from 'jose';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { thumbprint } from './operator.ts';
import { privateKeySchema, sealPrivateKey } from './private-key.ts';

/** Makes the key that signs for the brand from now on; gives its public half, for the key log. Only the owner role may. */
export async function makeKey(tx: Tx, brandId: BrandId, sealKey: SealKey, at: Date): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const jwk = privateKeySchema.parse(await exportJWK(privateKey));
  const { d: _, ...publicKey } = jwk;
  const id = thumbprint(jwk.x);
  await tx
    .insert(signingKey)
    .values({ brandId, id, publicKey, sealed: sealPrivateKey(sealKey, id, jwk), createdAt: at });
  return jwk.x;
}
