import type { Tx } from '#db/client.ts';
import { type SealKey, sealAlike, sealKeyFrom, unseal } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { idKeyOf } from '../brand/queries.ts';
import { type DeliveryKey, deliveryId, readDeliveryId } from './delivery-id.ts';

/** Under which a brand's handles are sealed. */
export const handleKey = async (tx: Tx, brandId: BrandId): Promise<SealKey> =>
  sealKeyFrom(await idKeyOf(tx, brandId));

const place = 'delivery handle';

/** What staff name a delivery by: the same at every look, and nothing in it tells whose it is or which are one customer's. */
export const handleOf = (key: SealKey, delivery: DeliveryKey): string =>
  sealAlike(key, place, deliveryId(delivery)).toString('base64url');

/** The delivery that a handle stands for; null when it is none of this brand's. */
export function readHandle(key: SealKey, handle: string): DeliveryKey | null {
  try {
    return readDeliveryId(unseal(key, place, Buffer.from(handle, 'base64url')));
  } catch {
    return null;
  }
}
