import { sql } from 'drizzle-orm';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { holdIdentifier, type Seen, seenSchema } from './held-identifier.ts';

/**
 * Says that an address or account that waits is not the customer's: the record has the last one again that let its
 * person in, or none. Anyone who may confirm may refuse, their own too. Throws not_found (also when it does not wait
 * any more), stale.
 */
export async function refuseIdentifier(ctx: Ctx, input: Seen): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor', 'support');
  const { brandId, personId } = ctx.actor;
  const { actor } = ctx;
  const seen = parseInput(seenSchema, input);
  await transact(ctx, async (tx) => {
    const { customerId, kind, change, value } = await holdIdentifier(tx, actor, seen);
    if (!change || change.isDecided || change.isOpen) throw notFound('change');
    await tx.execute(sql`
      update identifier_change set decision = 'refused', decided_by = ${personId}, decided_at = now(), opens_at = null
      where customer_id = ${customerId} and kind = ${kind} and id = ${change.id}`);
    await tx.execute(sql`
      insert into identifier_change (customer_id, kind, brand_id, from_value, to_value, earlier, actor_kind, actor_id, opens_at)
      values (${customerId}, ${kind}, ${brandId}, ${value}, ${change.earlier}, ${change.earlier}, 'staff', ${personId}, now())`);
    const column = kind === 'email' ? sql`email` : sql`oidc_subject`;
    await tx.execute(
      sql`update customer set ${column} = ${change.earlier} where customer_id = ${customerId}`,
    );
    await writeAudit(tx, actor, {
      action: 'identifier.refused',
      subject: seen.externalId,
      details: { kind },
    });
  });
}
