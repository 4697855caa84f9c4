import { z } from 'zod';
import { saysTwice } from '#lib/says-twice.ts';
import { proofSchema } from '../checkpoint/proof.ts';
import { entrySchema } from './payload.ts';

/** What a customer downloads: signed receipts, and what ties them to the brand's newest checkpoint. */
export const receiptFileSchema = z.strictObject({
  format: z.literal('mutual-receipts'),
  /** Compact JWS (RFC 7515), oldest first. */
  receipts: z.array(z.string()).max(10_000),
  /** Entries that lie between these receipts and the entry that the proof is of. */
  later: z.array(entrySchema),
  proof: proofSchema.nullable(),
});

export type ReceiptFile = z.infer<typeof receiptFileSchema>;

const jws = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Reads a file of ours, or bare receipts, one a line; null when it is neither. */
export function readReceiptFile(text: string): ReceiptFile | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const parsed = receiptFileSchema.safeParse(parseJson(trimmed));
    if (!parsed.success || saysTwice(trimmed, parsed.data)) return null;
    return parsed.data.receipts.length > 0 || parsed.data.proof ? parsed.data : null;
  }
  const lines = trimmed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0 || lines.length > 10_000 || !lines.every((line) => jws.test(line))) return null;
  return { format: 'mutual-receipts', receipts: lines, later: [], proof: null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
