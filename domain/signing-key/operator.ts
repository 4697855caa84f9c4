import { createPrivateKey, createPublicKey, hash, hkdfSync } from 'node:crypto';
import { z } from 'zod';
import type { SealKey } from '#lib/seal.ts';
import type { Signer } from './jws.ts';

/** The portal's own key. It introduces the brands' keys and signs nothing else. */
export type Operator = Signer & { x: string };

/** PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410 §7). */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Made from AUTH_SECRET whenever it is needed, and kept nowhere: whoever has only the database introduces no key. */
export function operatorOf(sealKey: SealKey): Operator {
  const seed = Buffer.from(hkdfSync('sha256', sealKey, '', 'mutual operator', 32));
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  const { x } = z.object({ x: z.string() }).parse(createPublicKey(key).export({ format: 'jwk' }));
  return { kid: thumbprint(x), key, x };
}

/** The name of an Ed25519 key by its public half (RFC 7638). */
export const thumbprint = (x: string): string =>
  hash('sha256', JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }), 'base64url');
