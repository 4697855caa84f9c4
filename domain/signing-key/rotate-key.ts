import { sql } from 'drizzle-orm';
import type { SealKey } from '#lib/seal.ts';
import type { SystemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { addKey } from './active-signer.ts';

/** From now on another key signs. The old one stays public, so that what it signed can be checked. */
export async function rotateKey(ctx: Ctx<SystemActor>, sealKey: SealKey): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'system')
    throw new DomainError('forbidden', 'Keys are changed from the command line only.');
  const at = clock(ctx).toISOString();
  await transact(ctx, async (tx) => {
    await tx.execute(sql`
      update signing_key set retired_at = ${at}::timestamptz
      where brand_id = ${actor.brandId} and retired_at is null`);
    await addKey(tx, actor.brandId, sealKey);
    await writeAudit(tx, actor, { action: 'signing_key.rotated', at: new Date(at) });
  });
}
