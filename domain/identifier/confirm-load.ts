import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { requireAnotherHand } from './by-another-hand.ts';
import { isWaiting } from './waiting.ts';

const schema = z.strictObject({ change: z.number().int().positive() });

/**
 * Confirms every identifier that waits and came in by the same load as one of them, but for the actor's own. Gives how
 * many. Throws not_found, invalid at `confirm`.
 */
export async function confirmLoad(ctx: Ctx, input: { change: number }): Promise<number> {
  requireRole(ctx.actor, 'owner', 'editor', 'support');
  const { actor } = ctx;
  const { change } = parseInput(schema, input);
  return transact(ctx, async (tx) => {
    const [load] = await tx.execute<{ kind: string; id: string | null }>(sql`
      select ch.actor_kind as kind, ch.actor_id as id from identifier_change ch
      where ch.brand_id = ${actor.brandId} and ch.id = ${change} and ${isWaiting}`);
    if (!load) throw notFound('change');
    await requireAnotherHand(tx, actor, load);
    // Records first, in one order, like every other way to change an identifier.
    const waiting = sql`
      select ch.customer_id, ch.kind, ch.id from identifier_change ch
      join identifier_change one on one.brand_id = ch.brand_id and one.id = ${change} and one.at = ch.at
        and one.actor_kind = ch.actor_kind and one.actor_id is not distinct from ch.actor_id
      where ch.brand_id = ${actor.brandId} and ${isWaiting}
        and not exists (select from proven p where p.person_id = ${actor.personId} and p.kind = ch.kind and p.value = ch.to_value)
        and not exists (select from proved_address a where a.person_id = ${actor.personId} and ch.kind = 'email' and a.email = ch.to_value)`;
    await tx.execute(sql`
      select from customer where customer_id in (select customer_id from (${waiting}) waiting)
      order by customer_id for no key update`);
    const { count } = await tx.execute(sql`
      update identifier_change c
      set decision = 'confirmed', decided_by = ${actor.personId}, decided_at = now(), opens_at = least(c.opens_at, now())
      from (${waiting}) waiting
      where c.customer_id = waiting.customer_id and c.kind = waiting.kind and c.id = waiting.id`);
    await writeAudit(tx, actor, { action: 'identifier.confirmed', details: { count } });
    return count;
  });
}
