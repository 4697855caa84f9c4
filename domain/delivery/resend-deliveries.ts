import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { system } from '#db/schema/system.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { addJobs } from './add-jobs.ts';
import { handleKey, readHandle } from './handle.ts';

const schema = z.strictObject({
  system: slugSchema /** Its handle. */,
  delivery: z.string().max(300).optional(),
});

/**
 * Sends what failed or was parked again, at once and for another three days: all of a system's, or one delivery.
 * A system that was gone or paused is tried again. Gives how many. Throws not_found (also when it is retired).
 */
export async function resendDeliveries(
  ctx: Ctx,
  input: { system: string; delivery?: string },
): Promise<{ resent: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { system: slug, delivery } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  const at = clock(ctx).toISOString();
  return transact(ctx, async (tx) => {
    const key = delivery === undefined ? null : readHandle(await handleKey(tx, brandId), delivery);
    if (delivery !== undefined && key?.system !== slug) throw notFound('delivery');
    const one = key ? sql`and customer_id = ${key.customerId} and seq = ${key.seq}` : sql``;
    const [held] = await tx
      .update(system)
      .set({ parkedAt: null, pausedUntil: null })
      .where(and(eq(system.brandId, brandId), eq(system.slug, slug), isNull(system.retiredAt)))
      .returning({ slug: system.slug });
    if (!held) throw notFound('system');
    const [added] = await tx.execute<{ jobs: number }>(sql`
      with due as (
        update delivery set state = 'waiting', tried_since = ${at}::timestamptz, next_at = null
        where brand_id = ${brandId} and system = ${slug} and state in ('failed', 'parked') ${one}
        returning brand_id, customer_id, seq, system, null::timestamptz as run_at
      ) ${addJobs()}`);
    const resent = added?.jobs ?? 0;
    await writeAudit(tx, ctx.actor, {
      action: 'system.resent',
      subject: slug,
      details: { deliveries: resent },
    });
    return { resent };
  });
}
