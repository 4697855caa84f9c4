import { and, eq, isNull } from 'drizzle-orm';
import { importJWK } from 'jose';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { Signer } from './jws.ts';
import { unsealPrivateKey } from './private-key.ts';

/** The brand's key that signs now. Throws `sealed` when there is none that opens here. */
export async function activeSigner(tx: Tx, brandId: BrandId, sealKey: SealKey): Promise<Signer> {
  const [active] = await tx
    .select({ kid: signingKey.id, sealed: signingKey.sealed })
    .from(signingKey)
    .where(and(eq(signingKey.brandId, brandId), isNull(signingKey.retiredAt)));
  if (!active)
    throw new DomainError(
      'sealed',
      'This brand has no signing key yet. With DATABASE_OWNER_URL and AUTH_SECRET set: npm run mutual -- migrate',
    );
  const { kid, sealed } = active;
  const key = await importJWK(unsealPrivateKey(sealKey, kid, sealed), 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('Not an Ed25519 key.');
  return { kid, key };
}
