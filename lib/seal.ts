import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.ts';

export type SealKey = Uint8Array;

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then the text. `place` says where it belongs: moved elsewhere it does not open. */
export const seal = (key: SealKey, place: string, text: string): Buffer =>
  sealWith(randomBytes(12), key, place, text);

/** The same text sealed the same each time, so that what is sealed can be a name: its nonce is made of what it seals. */
export const sealAlike = (key: SealKey, place: string, text: string): Buffer =>
  sealWith(createHmac('sha256', key).update(`${place}\0${text}`).digest().subarray(0, 12), key, place, text);

function sealWith(nonce: Buffer, key: SealKey, place: string, text: string): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when the key or the place is another, or a byte was changed. */
export function unseal(key: SealKey, place: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}

export const sealKeyFrom = (secret: string | Buffer): SealKey =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'mutual seal', 32));

/** Of this process's AUTH_SECRET, which is not in the database. */
export function ownSealKey(): SealKey {
  if (!env.AUTH_SECRET)
    throw new Error('AUTH_SECRET is missing: the secrets in the database are sealed with it.');
  return sealKeyFrom(env.AUTH_SECRET);
}
