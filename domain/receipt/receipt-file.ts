import { z } from 'zod';
import { type JsonBounds, readJson } from '#lib/bounded-json.ts';
import { proofSchema } from '../checkpoint/proof.ts';
import { listSchema } from '../input.ts';
import { entrySchema } from './payload.ts';

/** Receipts of a file, and entries between them. */
const most = 10_000;

/** As much as such a file can have; the page takes fewer bytes (app/verify/actions.ts). */
const bounds: JsonBounds = { bytes: 50_000_000, elements: 500_000, depth: 8 };

/** What a customer downloads: signed receipts, and what ties them to the brand's newest checkpoint. */
export const receiptFileSchema = z.strictObject({
  format: z.literal('mutual-receipts'),
  /** Compact JWS (RFC 7515), oldest first. */
  receipts: listSchema(z.string(), most),
  /** Entries that lie between these receipts and the entry that the proof is of. */
  later: listSchema(entrySchema, most),
  proof: proofSchema.nullable(),
});

export type ReceiptFile = z.infer<typeof receiptFileSchema>;

const jws = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Reads a file of ours, or bare receipts, one a line; null when it is neither. Throws TooMuchJson. */
export function readReceiptFile(text: string): ReceiptFile | null {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const read = readJson(trimmed, bounds);
    if (!read.isJson || read.saysTwice) return null;
    const parsed = receiptFileSchema.safeParse(read.value);
    if (!parsed.success) return null;
    return parsed.data.receipts.length > 0 || parsed.data.proof ? parsed.data : null;
  }
  const lines = trimmed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0 || lines.length > most || !lines.every((line) => jws.test(line))) return null;
  return { format: 'mutual-receipts', receipts: lines, later: [], proof: null };
}
