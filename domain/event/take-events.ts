import type { Tx } from '#db/client.ts';
import { handOf } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, clock } from '../context.ts';
import { readCollectable } from '../exchange/collection.ts';
import { bringIn } from '../ingest/ingest.ts';
import { inTurn } from '../ingest/take-turn.ts';
import { Harvest } from './harvest.ts';
import { type EventType, hearEvent } from './hear-event.ts';
import { keepNew } from './keep-new.ts';
import { readPlan } from './read-plan.ts';
import { type Outcome, recordCounts, recordNotCollected } from './record-counts.ts';

/** Seconds to wait for an import: libraries give a call up after ten. */
const patience = 6;

/** Events by what became of them; those that came before are in none of the counts. */
export type Taken = Record<Outcome, number>;

/**
 * Takes in events of Segment's tracking API, all in one transaction: what their mappings want becomes holdings and
 * benefits, unless the customer has turned off its collection; everything is counted once. A bad event spoils no
 * other. Whoever a mapped event or an `identify` names becomes known, because events come in any order. Throws
 * `conflict` while an import is running.
 */
export async function takeEvents(
  ctx: Ctx,
  idKey: Buffer,
  inputs: readonly unknown[],
  type?: EventType,
): Promise<Taken> {
  requireScope(ctx.actor, 'ingest');
  const { brandId } = ctx.actor;
  const at = clock(ctx);
  const heard = inputs.map((input) => hearEvent(idKey, input, type, at));
  return inTurn(ctx, take, patience);

  async function take(tx: Tx): Promise<Taken> {
    const plan = await readPlan(tx, brandId, heard);
    const fresh = await keepNew(tx, brandId, plan, heard);
    const harvest = new Harvest(plan, idKey, at);
    for (const event of fresh) harvest.hear(event);
    const mayCollect = await readCollectable(tx, brandId, harvest.collectable(), at);
    const { counted, withheld, rows } = harvest.sort(mayCollect);
    if (rows.length > 0)
      await bringIn(tx, { brandId, idKey, by: handOf(ctx.actor) }, { number: 0, ...plan }, rows);
    await recordNotCollected(tx, brandId, withheld, at);
    await recordCounts(tx, brandId, counted, at);
    const taken: Taken = { stored: 0, withheld: 0, unmapped: 0, anonymous: 0, invalid: 0 };
    for (const { outcome } of counted) taken[outcome] += 1;
    return taken;
  }
}
