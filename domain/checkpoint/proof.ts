import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import type { KnownKey } from '../signing-key/public-keys.ts';
import { packEnd } from './chain-end.ts';
import { leafHash, rootFromPath } from './merkle.ts';
import { readStatement, type Statement } from './statement.ts';

const hexUuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** That one customer's chain, up to this entry, is under what a brand signed. */
export const proofSchema = z.strictObject({
  /** The signed checkpoint: a JWS. */
  checkpoint: z.string(),
  customer: hexUuid,
  /** The last entry of the chain then, and its hash. */
  seq: z.int().positive(),
  head: hashSchema,
  /** The customer's place among all. */
  index: z.int().nonnegative(),
  /** Hashes of the neighbouring subtrees, nearest first (RFC 9162 §2.1.3). */
  path: z.array(hashSchema).max(60),
});

export type Proof = z.infer<typeof proofSchema>;

const faults = {
  unreadable: 'checkpoint_unreadable',
  unknown_key: 'checkpoint_key',
  unvouched_key: 'unvouched_key',
  bad_signature: 'checkpoint_signature',
} as const;

export type ProofCheck =
  | { ok: true; statement: Statement }
  | { ok: false; why: (typeof faults)[keyof typeof faults] | 'not_in_tree' };

/** Whether a proof holds, asking nobody. */
export async function checkProof(proof: Proof, keys: readonly KnownKey[]): Promise<ProofCheck> {
  const read = await readStatement(proof.checkpoint, keys);
  if (!read.ok) return { ok: false, why: faults[read.why] };
  const { size, root } = read.statement;
  const path = proof.path.map((hash) => Buffer.from(hash, 'hex'));
  const found = rootFromPath(leafHash(packEnd(proof)), { index: proof.index, size, path });
  if (found?.toString('hex') !== root) return { ok: false, why: 'not_in_tree' };
  return { ok: true, statement: read.statement };
}
