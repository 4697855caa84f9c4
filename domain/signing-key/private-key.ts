import { z } from 'zod';
import { type SealKey, seal, unseal } from '#lib/seal.ts';
import { DomainError } from '../errors.ts';

export const privateKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

export type PrivateKey = z.infer<typeof privateKeySchema>;

/** A key as it lies in the database: whoever takes a copy of the tables cannot sign. */
export const sealPrivateKey = (sealKey: SealKey, kid: string, key: PrivateKey): Buffer =>
  seal(sealKey, place(kid), JSON.stringify(key));

/** Throws `sealed` when it was sealed under another key, or is not in its place. */
export function unsealPrivateKey(sealKey: SealKey, kid: string, sealed: Buffer): PrivateKey {
  try {
    return privateKeySchema.parse(JSON.parse(unseal(sealKey, place(kid), sealed)));
  } catch {
    throw new DomainError(
      'sealed',
      'The signing key was sealed under another AUTH_SECRET. Make a new one: npm run mutual -- keys rotate',
    );
  }
}

/** The public half of what lies inside; null when it was sealed under another key. */
export function publicHalf(sealKey: SealKey, kid: string, sealed: Buffer): string | null {
  try {
    return unsealPrivateKey(sealKey, kid, sealed).x;
  } catch {
    return null;
  }
}

const place = (kid: string) => `signing key ${kid}`;
