import type { SealKey } from '#lib/seal.ts';
import type { SystemActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { findOrphan, findStrayedChoice, type Strayed } from '../ledger/compare-choices.ts';
import { type Walk, walkChains } from '../ledger/walk-chains.ts';
import { checkKeys, type KeyCheck } from '../signing-key/check-keys.ts';
import { listPublicKeys } from '../signing-key/public-keys.ts';
import { type BadCheckpoint, verifyCheckpoints } from './verify-checkpoints.ts';

/** The first thing that is not as it was written. */
export type Finding =
  | { in: 'key'; kid: string }
  | ({ in: 'ledger' } & NonNullable<Walk['bad']>)
  | { in: 'customer'; customer: string }
  | ({ in: 'choice' } & Strayed)
  | ({ in: 'checkpoint' } & BadCheckpoint);

export type BrandCheck = {
  customers: number;
  entries: number;
  checkpoints: number;
  bad: Finding | null;
  /** Keys that this seal key cannot vouch for: compare their public halves with a copy from outside. */
  unvouched: readonly string[];
};

/**
 * Walks everything that a brand has in its ledger and has signed over it.
 * `docs/ledger.md` says what this finds, and what only a receipt or a checkpoint kept elsewhere can show.
 */
export async function verifyBrand(ctx: Ctx<SystemActor>, sealKey: SealKey | null): Promise<BrandCheck> {
  const { brandId, kind } = ctx.actor;
  if (kind !== 'system') throw new DomainError('forbidden', 'This is for the command line.');
  return transact(ctx, async (tx) => {
    const walk = await walkChains(tx, brandId);
    const orphan = await findOrphan(tx, brandId);
    const keys: KeyCheck = await checkKeys(tx, brandId, sealKey);
    const signed = await verifyCheckpoints(tx, brandId, await listPublicKeys(tx, brandId));
    const strayed = await findStrayedChoice(tx, brandId);
    const findings: (Finding | null)[] = [
      walk.bad && { in: 'ledger', ...walk.bad },
      orphan === null ? null : { in: 'customer', customer: orphan },
      keys.bad === null ? null : { in: 'key', kid: keys.bad },
      signed.bad && { in: 'checkpoint', ...signed.bad },
      strayed && { in: 'choice', ...strayed },
    ];
    return {
      customers: walk.customers,
      entries: walk.entries,
      checkpoints: signed.count,
      bad: findings.find((finding) => finding !== null) ?? null,
      unvouched: keys.unvouched,
    };
  });
}
