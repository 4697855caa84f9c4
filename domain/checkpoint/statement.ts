import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Opened, open } from '../signing-key/jws.ts';
import type { KnownKey } from '../signing-key/public-keys.ts';

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** What a brand signs in a checkpoint; `docs/ledger.md` has every field. */
export const statementSchema = z.strictObject({
  brand: z.uuid(),
  number: z.int().positive(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  size: z.int().nonnegative(),
  root: hashSchema,
  /** SHA-256 of the signed checkpoint before, hex; null in the first. */
  previous: hashSchema.nullable(),
});

export type Statement = z.infer<typeof statementSchema>;

export type ReadStatement =
  | { ok: true; statement: Statement; key: KnownKey }
  | { ok: false; why: Extract<Opened, { ok: false }>['why'] };

/** Reads a signed checkpoint; it speaks only for the brand whose key signed it. */
export async function readStatement(jws: string, keys: readonly KnownKey[]): Promise<ReadStatement> {
  const opened = await open(jws, 'mutual-checkpoint', keys);
  if (!opened.ok) return opened;
  const parsed = statementSchema.safeParse(opened.payload);
  if (!parsed.success) return { ok: false, why: 'unreadable' };
  if (parsed.data.brand !== opened.key.brand) return { ok: false, why: 'unknown_key' };
  return { ok: true, statement: parsed.data, key: opened.key };
}

export const statementHash = (jws: string): string => createHash('sha256').update(jws, 'utf8').digest('hex');
