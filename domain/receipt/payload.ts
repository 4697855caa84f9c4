import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import type { LedgerEntry } from '../ledger/entry-hash.ts';
import { conformsTo } from './dpv.ts';

const instant = z.iso.datetime({ precision: 3 });

/** A ledger entry as receipts carry it: the very object whose canonical form is hashed. */
export const entrySchema = z.strictObject({
  customer: z.uuid(),
  seq: z.int().positive(),
  brand: z.uuid(),
  exchange: z.string(),
  version: z.int().positive(),
  from: z.string(),
  state: z.enum(['granted', 'refused', 'withdrawn', 'objected', 'expired']),
  actor: z.strictObject({
    kind: z.enum(['customer', 'staff', 'key', 'system']),
    id: z.string().nullable(),
  }),
  locale: z.string().nullable(),
  at: instant,
  evidence: z
    .strictObject({ where: z.string(), shown: z.string().optional(), reference: z.string().optional() })
    .optional(),
  madeAt: instant.optional(),
  source: z.literal('gpc').optional(),
  expiresAt: instant.optional(),
  told: z.array(z.string()).optional(),
  prev: hashSchema.nullable(),
}) satisfies z.ZodType<LedgerEntry>;

/** What a verifier reads of a receipt; the rest is for other readers of DPV. */
export const payloadSchema = z.looseObject({
  '@type': z.literal('dpv:ConsentReceipt'),
  'dct:conformsTo': z.literal(conformsTo.receipt),
  'dct:identifier': z.uuid(),
  'dct:issued': instant,
  'mutual:title': z.string(),
  'mutual:brand': z.string(),
  'mutual:ledger': z.strictObject({
    entry: entrySchema,
    hash: hashSchema,
    checkpoint: z
      .strictObject({ number: z.int().positive(), at: z.iso.datetime(), size: z.int(), root: hashSchema })
      .nullable(),
  }),
});

export type Payload = z.infer<typeof payloadSchema>;

/** The receipt's and its record's own name: a UUID (version 8) from the entry's hash, the same each time it is issued. */
export function identifierOf(hash: string): string {
  const variant = '89ab'[Number.parseInt(hash.charAt(16), 16) & 3];
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
