import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import { makeCheckpointUnlessSince } from './make-checkpoint.ts';

/**
 * A checkpoint for each brand that has none of this day (UTC). Repeating it changes nothing, nor do
 * several at once.
 * One that cannot be signed keeps no other from it, and is told: throws an AggregateError when all are through.
 */
export async function makeDailyCheckpoints(db: Db, sealKey: SealKey, now = new Date()): Promise<void> {
  const today = `${now.toISOString().slice(0, 10)}T00:00:00Z`;
  const due = await db.execute<{ id: BrandId }>(sql`
    select id from brand b where not exists (
      select 1 from checkpoint c where c.brand_id = b.id and c.at >= ${today}::timestamptz)
    order by id`);
  const failures: unknown[] = [];
  for (const { id } of due) {
    const actor = { kind: 'system' as const, name: 'daily checkpoint', brandId: id };
    await makeCheckpointUnlessSince({ db, actor, now: () => now }, sealKey, new Date(today)).catch(
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some brands got no checkpoint.');
}
