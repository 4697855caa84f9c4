import { randomBytes } from 'node:crypto';
import { type SealKey, seal, unseal } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';

/** A new webhook secret: 256 random bits, written as Standard Webhooks has it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

type Owner = { brandId: BrandId; slug: string };

const place = ({ brandId, slug }: Owner) => `system ${brandId} ${slug}`;

export const sealSecret = (key: SealKey, owner: Owner, secret: string): Buffer =>
  seal(key, place(owner), secret);

/** Null when it was sealed under another AUTH_SECRET. */
export function openSecret(key: SealKey, owner: Owner, sealed: Buffer): string | null {
  try {
    return unseal(key, place(owner), sealed);
  } catch {
    return null;
  }
}
