import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { system } from '#db/schema/system.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { holdSystem, requireExchanges } from './held-system.ts';
import { type SystemTerms, systemTermsSchema } from './schema.ts';

const schema = systemTermsSchema.extend({ slug: slugSchema, seen: z.string() });

/** Rewrites a system. At another address it is no longer gone or paused. Throws `stale` unless as `seen`. */
export async function editSystem(
  ctx: Ctx,
  input: SystemTerms & { slug: string; seen: string },
): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, seen, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    const held = await holdSystem(tx, brandId, slug, seen);
    await requireExchanges(tx, brandId, terms.exchanges);
    const moved = terms.url !== held.url;
    await tx
      .update(system)
      .set({ ...terms, ...(moved && { parkedAt: null, pausedUntil: null }) })
      .where(and(eq(system.brandId, brandId), eq(system.slug, slug)));
    await writeAudit(tx, ctx.actor, { action: 'system.edited', subject: slug, details: { moved } });
  });
}
