import type { Tx } from '#db/client.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId, SystemActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type BadExchange, findBadExchange, type Publication } from '../exchange/catalogue.ts';
import { findBroughtBack } from '../exchange/compare-retired.ts';
import { findOrphan, findStrayedChoice, type Strayed } from '../ledger/compare-choices.ts';
import { findStrayedDelivery, type StrayedDelivery } from '../ledger/compare-deliveries.ts';
import { type Walk, walkChains } from '../ledger/walk-chains.ts';
import { type BadKey, findBadKey } from '../signing-key/check-keys.ts';
import { readBrandNow } from './brand-now.ts';
import { type BadCheckpoint, verifyCheckpoints } from './verify-checkpoints.ts';

/** The first thing of its kind that is not as it was written. */
export type Finding =
  | ({ in: 'key' } & BadKey)
  | ({ in: 'exchange' } & BadExchange)
  | ({ in: 'ledger' } & NonNullable<Walk['bad']>)
  | { in: 'customer'; customer: string }
  | ({ in: 'choice' } & Strayed)
  | ({ in: 'delivery' } & StrayedDelivery)
  | ({ in: 'checkpoint' } & BadCheckpoint);

export type BrandCheck = {
  customers: number;
  entries: number;
  checkpoints: number;
  /** One of each kind at most; none: everything is as it was written. */
  findings: Finding[];
  /** Keys that the portal takes on trust, and since when: compare their public halves with a copy from outside. */
  found: { kid: string; since: string }[];
  /** Without the seal key: the portal's key that has signed the log of keys, to be compared with a copy from outside. */
  unvouched: string | null;
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
    const now = await readBrandNow(tx, brandId);
    const { log, publications } = now;
    const badKey = await findBadKey(tx, brandId, log, sealKey);
    const signed = await verifyCheckpoints(tx, brandId, now);
    const exchange = await findBadOffer(tx, brandId, publications);
    const strayed = await findStrayedChoice(tx, brandId);
    const delivery = await findStrayedDelivery(tx, brandId);
    const findings: (Finding | null)[] = [
      walk.bad && { in: 'ledger', ...walk.bad },
      orphan === null ? null : { in: 'customer', customer: orphan },
      badKey && { in: 'key', ...badKey },
      exchange && { in: 'exchange', ...exchange },
      signed.bad && { in: 'checkpoint', ...signed.bad },
      strayed && { in: 'choice', ...strayed },
      delivery && { in: 'delivery', ...delivery },
    ];
    return {
      customers: walk.customers,
      entries: walk.entries,
      checkpoints: signed.count,
      findings: findings.filter((finding) => finding !== null),
      found: log.keys.flatMap(({ kid, found }) => (found === null ? [] : [{ kid, since: found }])),
      unvouched: sealKey === null ? log.operator : null,
    };
  });
}

async function findBadOffer(
  tx: Tx,
  brandId: BrandId,
  publications: Map<string, Publication>,
): Promise<BadExchange | null> {
  const bad = findBadExchange(publications);
  if (bad) return bad;
  const exchange = await findBroughtBack(tx, brandId);
  return exchange === null ? null : { exchange, why: 'retired' };
}
