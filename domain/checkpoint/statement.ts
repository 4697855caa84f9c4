import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { type Opened, open } from '../signing-key/jws.ts';

const base = {
  brand: z.uuid(),
  number: z.int().positive(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  size: z.int().nonnegative(),
  root: hashSchema,
  /** SHA-256 of the signed checkpoint before, hex; null in the first. */
  previous: hashSchema.nullable(),
};

/** As they were before they covered more than the ends of the chains. */
const firstSchema = z.strictObject(base);

const secondSchema = z.strictObject({
  ...base,
  format: z.literal(2),
  /** What was published: SHA-256 over the catalogue that is kept with the checkpoint. */
  catalogue: hashSchema,
  /** The brand's key log: how many entries, and the hash of the last. */
  keys: z.strictObject({ size: z.int().positive(), head: hashSchema }),
  /** The brand's id key, under which external ids become customers' ids. */
  ids: hashSchema,
});

/** What a brand signs in a checkpoint; `docs/ledger.md` has every field. */
export const statementSchema = z.union([secondSchema, firstSchema]);

export type Statement = z.infer<typeof statementSchema>;
export type NewStatement = z.infer<typeof secondSchema>;

export const coversAll = (statement: Statement): statement is NewStatement => 'format' in statement;

type Known = { kid: string; x: string; brand: string; vouched?: boolean };

export type Unopened = Extract<Opened<Known>, { ok: false }>['why'];

export type ReadStatement<Key> = { ok: true; statement: Statement; key: Key } | { ok: false; why: Unopened };

/** Reads a signed checkpoint; it speaks only for the brand whose key signed it. */
export async function readStatement<Key extends Known>(
  jws: string,
  keys: readonly Key[],
): Promise<ReadStatement<Key>> {
  const opened = await open(jws, 'mutual-checkpoint', keys);
  if (!opened.ok) return opened;
  const parsed = statementSchema.safeParse(opened.payload);
  if (!parsed.success) return { ok: false, why: 'unreadable' };
  if (parsed.data.brand !== opened.key.brand) return { ok: false, why: 'unknown_key' };
  return { ok: true, statement: parsed.data, key: opened.key };
}
