import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { readDeliveryId } from './delivery-id.ts';

const schema = z.strictObject({ id: z.string().max(200) });

/**
 * A system says that a choice is in force there. Saying it again changes nothing; it may come before its reply to the
 * webhook has reached us, and after the delivery was parked. For keys that may ask for decisions. Throws not_found.
 */
export async function confirmApplied(ctx: Ctx, input: { id: string }): Promise<{ appliedAt: Date }> {
  requireScope(ctx.actor, 'decide');
  const key = readDeliveryId(parseInput(schema, input).id);
  if (!key) throw notFound('delivery');
  const { brandId } = ctx.actor;
  const at = clock(ctx).toISOString();
  const [applied] = await transact(ctx, (tx) =>
    tx.execute<{ applied_at: string }>(sql`
      update delivery set state = 'applied', next_at = null, sent_at = coalesce(sent_at, ${at}::timestamptz),
        applied_at = coalesce(applied_at, ${at}::timestamptz)
      where customer_id = ${key.customerId} and seq = ${key.seq} and system = ${key.system} and brand_id = ${brandId}
      returning applied_at`),
  );
  if (!applied) throw notFound('delivery');
  return { appliedAt: new Date(applied.applied_at) };
}
