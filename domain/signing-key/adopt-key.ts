import { and, eq } from 'drizzle-orm';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { SystemActor } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { introductionOf } from './introduce-keys.ts';
import { readKeyLog } from './key-log.ts';
import { operatorOf, thumbprint } from './operator.ts';
import { holdKeyLog, writeKeyLog } from './write-key-log.ts';

/**
 * Takes a key into the log that was there before the log and does not open with AUTH_SECRET, because somebody has
 * compared its public half with a copy from outside. It is marked as found, and signs no more. `db` is of the owner role.
 * Throws not_found, and conflict when the key is known already or the log is not this portal's.
 */
export async function adoptKey(ctx: Ctx<SystemActor>, sealKey: SealKey, kid: string): Promise<void> {
  const { brandId } = ctx.actor;
  const at = clock(ctx);
  const by = operatorOf(sealKey);
  await transact(ctx, async (tx) => {
    const held = await holdKeyLog(tx, brandId);
    const log = await readKeyLog(brandId, held);
    if (log.bad !== null || (log.operator !== null && log.operator !== by.x))
      throw new DomainError('conflict', 'The key log is not of this AUTH_SECRET. First: keys rotate');
    if (log.keys.some((key) => key.kid === kid))
      throw new DomainError('conflict', `The key ${kid} is in the key log.`);
    const [row] = await tx
      .select()
      .from(signingKey)
      .where(and(eq(signingKey.brandId, brandId), eq(signingKey.id, kid)));
    if (!row || thumbprint(row.publicKey.x) !== kid) throw notFound('key');
    const deeds = introductionOf(row.publicKey.x, row.retiredAt ?? at, true);
    await writeKeyLog(tx, brandId, held, { by, deeds, at });
  });
}
