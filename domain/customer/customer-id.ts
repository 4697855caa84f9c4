import { hmacSha256 } from '#lib/hmac.ts';
import type { CustomerId } from '../actor.ts';

/** Digits of a UUID by which the variant of RFC 9562 is said: the two highest bits are 10. */
const variants = '89ab';

/**
 * The customer's id, computed instead of looked up: a UUIDv8 (RFC 9562 §5.8) from HMAC-SHA-256 of the
 * brand's external id under the brand's own key. The same input gives the same id on every machine.
 */
export function customerId(idKey: Buffer, externalId: string): CustomerId {
  const hex = hmacSha256(idKey, externalId);
  const variant = variants[Number.parseInt(hex.charAt(16), 16) & 3];
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  return id as CustomerId;
}
