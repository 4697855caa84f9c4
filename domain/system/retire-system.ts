import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { delivery, system } from '#db/schema/system.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { holdSystem } from './held-system.ts';

const schema = z.strictObject({ slug: slugSchema, seen: z.string() });

/** Takes a system out of use for good: it hears of nothing any more, and what was under way to it stops. */
export async function retireSystem(ctx: Ctx, input: { slug: string; seen: string }): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, seen } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await holdSystem(tx, brandId, slug, seen);
    await tx
      .update(system)
      .set({ retiredAt: clock(ctx) })
      .where(and(eq(system.brandId, brandId), eq(system.slug, slug)));
    await tx
      .update(delivery)
      .set({ state: 'parked', nextAt: null })
      .where(
        and(
          eq(delivery.brandId, brandId),
          eq(delivery.system, slug),
          inArray(delivery.state, ['waiting', 'failed']),
        ),
      );
    await writeAudit(tx, ctx.actor, { action: 'system.retired', subject: slug });
  });
}
