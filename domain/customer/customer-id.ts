import { createHmac } from 'node:crypto';
import type { CustomerId } from '../actor.ts';

/**
 * The customer's id, computed instead of looked up: a UUIDv8 (RFC 9562 §5.8) from HMAC-SHA-256 of the
 * brand's external id under the brand's own key. The same input gives the same id on every machine.
 */
export function customerId(idKey: Buffer, externalId: string): CustomerId {
  const digest = createHmac('sha256', idKey).update(externalId, 'utf8').digest().subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  );
  return id as CustomerId;
}
