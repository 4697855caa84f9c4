import type { CustomerId } from '../actor.ts';

export type DeliveryKey = { customerId: CustomerId; seq: number; system: string };

/** The webhook's id, the same at every attempt: it is the row's key, so that finding it again needs no other index. */
export function deliveryId({ customerId, seq, system }: DeliveryKey): string {
  const bytes = Buffer.alloc(24);
  bytes.write(customerId.replaceAll('-', ''), 'hex');
  bytes.writeBigUInt64BE(BigInt(seq), 16);
  return `dlv_${Buffer.concat([bytes, Buffer.from(system)]).toString('base64url')}`;
}

/** The key that an id stands for; null when it is none of ours. */
export function readDeliveryId(id: string): DeliveryKey | null {
  if (!/^dlv_[\w-]{33,120}$/.test(id)) return null;
  const bytes = Buffer.from(id.slice(4), 'base64url');
  const seq = Number(bytes.readBigUInt64BE(16));
  const system = bytes.subarray(24).toString('latin1');
  if (!Number.isSafeInteger(seq) || !/^[a-z0-9-]{1,60}$/.test(system)) return null;
  const hex = bytes.toString('hex', 0, 16);
  const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { customerId: uuid as CustomerId, seq, system };
}
