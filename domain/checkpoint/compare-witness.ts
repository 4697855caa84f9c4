import { and, asc, eq, gt } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { checkpoint } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import type { KeyLog } from '../signing-key/key-log.ts';
import { operatorOf } from '../signing-key/operator.ts';
import { type Copy, findDamaged, findOther, type WitnessFinding } from './witness.ts';

/** Rows read at once. */
const size = 500;

/** What a copy that was kept outside has and the database has not, or has otherwise. */
export async function findUnlikeCopy(
  tx: Tx,
  brand: BrandId,
  copy: Copy,
  { log, sealKey }: { log: KeyLog; sealKey: SealKey | null },
): Promise<WitnessFinding | null> {
  const operator = sealKey ? operatorOf(sealKey).x : (log.operator ?? '');
  return (
    (await findDamaged(copy)) ??
    findOther(copy, { brand, operator, keys: log.keys }) ??
    (await findLost(tx, brand, copy))
  );
}

async function findLost(tx: Tx, brandId: BrandId, { checkpoints }: Copy): Promise<WitnessFinding | null> {
  for (let seen = 0; seen < checkpoints.length; ) {
    const rows = await tx
      .select({ number: checkpoint.number, statement: checkpoint.statement })
      .from(checkpoint)
      .where(and(eq(checkpoint.brandId, brandId), gt(checkpoint.number, seen)))
      .orderBy(asc(checkpoint.number))
      .limit(Math.min(size, checkpoints.length - seen));
    for (const { number, statement } of rows) {
      const kept = checkpoints[seen] ?? '';
      if (number !== seen + 1) return { why: 'shrank', kept: checkpoints.length, now: seen };
      if (statement !== kept) return { why: 'forked', number, kept, now: statement };
      seen += 1;
    }
    if (rows.length === 0) return { why: 'shrank', kept: checkpoints.length, now: seen };
  }
  return null;
}
