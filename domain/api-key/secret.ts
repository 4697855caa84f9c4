import { randomBytes } from 'node:crypto';
import { hashToken, newToken } from '#lib/token.ts';

export type NewSecret = { secret: string; prefix: string; hash: string };

/** `mk_` and eight characters that may be shown, then 256 random bits that may not. */
export function newSecret(): NewSecret {
  const prefix = `mk_${randomBytes(4).toString('hex')}`;
  const secret = `${prefix}_${newToken()}`;
  return { secret, prefix, hash: hashToken(secret) };
}

/** Whether a text has the form of a secret at all; anything else need not be looked for. */
export const isSecret = (text: string) => /^mk_[0-9a-f]{8}_[\w-]{43}$/.test(text);
