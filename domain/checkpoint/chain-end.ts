/** The end of a customer's chain, as a leaf of a checkpoint's tree holds it. */
export type ChainEnd = { customer: string; seq: number; head: string };

/** 16 bytes of customer id, 8 of seq (big-endian), 32 of the entry's hash. */
export const endLength = 56;

export function packEnd({ customer, seq, head }: ChainEnd): Buffer {
  const bytes = Buffer.alloc(endLength);
  bytes.write(customer.replaceAll('-', ''), 0, 16, 'hex');
  bytes.writeBigUInt64BE(BigInt(seq), 16);
  bytes.write(head, 24, 32, 'hex');
  return bytes;
}

export function unpackEnd(bytes: Buffer): ChainEnd {
  const id = bytes.toString('hex', 0, 16);
  const customer = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join(
    '-',
  );
  return { customer, seq: Number(bytes.readBigUInt64BE(16)), head: bytes.toString('hex', 24) };
}
