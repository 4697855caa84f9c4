import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId, SystemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { type KeyLog, readKeyLog } from './key-log.ts';
import { makeKey } from './make-key.ts';
import { type Operator, operatorOf } from './operator.ts';
import { holdKeyLog, type KeyDeed, writeKeyLog } from './write-key-log.ts';

/**
 * From now on another key signs. The old one stays public, so that what it signed can be checked. `db` is of the owner
 * role. After a change of AUTH_SECRET `before` is the one before, which names the portal's next key; without it the
 * keys are taken over as they are found, and marked so. Throws conflict when the key log was changed.
 */
export async function rotateKey(ctx: Ctx<SystemActor>, sealKey: SealKey, before?: SealKey): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'system')
    throw new DomainError('forbidden', 'Keys are changed from the command line only.');
  const { brandId } = actor;
  const at = clock(ctx);
  const by = operatorOf(sealKey);
  await transact(ctx, async (tx) => {
    const held = await handOver(tx, brandId, { by, before: before && operatorOf(before), at });
    const log = await readKeyLog(brandId, held);
    const deeds: KeyDeed[] = log.keys
      .filter(({ retired }) => retired === null)
      .map(({ x }) => ({ does: 'retire', key: x, retired: at.toISOString() }));
    await tx.execute(sql`
      update signing_key set retired_at = ${at.toISOString()}::timestamptz
      where brand_id = ${brandId} and retired_at is null`);
    deeds.push({ does: 'introduce', key: await makeKey(tx, brandId, sealKey, at) });
    await writeKeyLog(tx, brandId, held, { by, deeds, at });
    await writeAudit(tx, actor, { action: 'signing_key.rotated', at });
  });
}

type Hands = { by: Operator; before: Operator | undefined; at: Date };

/** The brand's log, held, and in the hands of `by`. */
async function handOver(tx: Tx, brandId: BrandId, { by, before, at }: Hands): Promise<string[]> {
  const held = await holdKeyLog(tx, brandId);
  const log = await readKeyLog(brandId, held);
  if (log.bad !== null) throw changed(log, brandId);
  if (log.operator === null || log.operator === by.x) return held;
  if (before && before.x !== log.operator) throw changed(log, brandId);
  return before
    ? writeKeyLog(tx, brandId, held, { by: before, deeds: [{ does: 'succeed', next: by.x }], at })
    : writeKeyLog(tx, brandId, held, { by, deeds: [{ does: 'take_over' }], at });
}

const changed = ({ bad, operator }: KeyLog, brandId: BrandId) =>
  new DomainError(
    'conflict',
    bad === null
      ? `The keys of brand ${brandId} were introduced by the portal key ${operator}, which is not of AUTH_SECRET_BEFORE.`
      : `The key log of brand ${brandId} was changed: its entry ${bad} does not follow from those before.`,
  );
