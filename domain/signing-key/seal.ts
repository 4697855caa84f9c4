import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../errors.ts';

/** AUTH_SECRET, which is not in the database: whoever takes a copy of the tables cannot sign. */
export type Secret = string;

const algorithm = 'aes-256-gcm';

/** Encrypts what must not be readable in the database: 12 bytes of nonce, 16 of tag, the text. */
export function seal(secret: Secret, text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, sealingKey(secret), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws unavailable when it was sealed under another secret. */
export function unseal(secret: Secret, sealed: Buffer): string {
  try {
    const decipher = createDecipheriv(algorithm, sealingKey(secret), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new DomainError(
      'unavailable',
      'The signing key was stored under another AUTH_SECRET. Make a new one: npm run mutual -- keys rotate',
    );
  }
}

/** RFC 5869: a key for this use alone, so that no other use of the secret can stand in for it. */
const sealingKey = (secret: Secret) => Buffer.from(hkdfSync('sha256', secret, '', 'mutual signing keys', 32));
