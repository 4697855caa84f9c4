import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { requireRole, type StaffActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireAnotherHand, requireNotOwn } from './by-another-hand.ts';
import { type HeldIdentifier, holdIdentifier, type Seen, seenSchema } from './held-identifier.ts';

/**
 * A second person's word that an address or account is the customer's: it opens the record to whoever proves it, from
 * their next request on. Throws not_found, stale (it was changed meanwhile), invalid at `confirm` (it came by one's own
 * hand, or would open the record to oneself).
 */
export async function confirmIdentifier(ctx: Ctx, input: Seen): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor', 'support');
  const { actor } = ctx;
  const seen = parseInput(seenSchema, input);
  await transact(ctx, async (tx) => {
    const held = await holdIdentifier(tx, actor, seen);
    await requireNotOwn(tx, actor, held);
    await requireAnotherHand(tx, actor, held.setter);
    await confirm(tx, actor, held);
    const details = { kind: seen.kind };
    await writeAudit(tx, actor, { action: 'identifier.confirmed', subject: seen.externalId, details });
  });
}

/** What was decided before stays as it is written: another word about it is a row of its own. */
async function confirm(tx: Tx, { brandId, personId }: StaffActor, held: HeldIdentifier): Promise<void> {
  const { customerId, kind, value, change } = held;
  if (change && !change.isDecided)
    await tx.execute(sql`
      update identifier_change
      set decision = 'confirmed', decided_by = ${personId}, decided_at = now(), opens_at = least(opens_at, now())
      where customer_id = ${customerId} and kind = ${kind} and id = ${change.id}`);
  else
    await tx.execute(sql`
      insert into identifier_change (customer_id, kind, brand_id, from_value, to_value, earlier, actor_kind, actor_id,
        opens_at, decision, decided_by, decided_at)
      values (${customerId}, ${kind}, ${brandId}, ${value}, ${value}, ${change?.isOpen === false ? change.earlier : value},
        'staff', ${personId}, now(), 'confirmed', ${personId}, now())`);
}
