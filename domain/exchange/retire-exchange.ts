import { and, eq } from 'drizzle-orm';
import { exchange } from '#db/schema/exchange.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { type DraftAt, draftAtSchema } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';

/**
 * Takes an exchange out of use for good: no customer is asked, no data may be used under it.
 * Its versions, choices and benefits stay readable, and a no that was said here stays with the use.
 * Throws `stale` unless `revision` is the newest.
 */
export async function retireExchange(ctx: Ctx, input: DraftAt): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const at = parseInput(draftAtSchema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await holdDraft(tx, brandId, at);
    await tx
      .update(exchange)
      .set({ retiredAt: clock(ctx), draft: null, draftRevision: at.revision + 1 })
      .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, at.slug)));
    await writeAudit(tx, ctx.actor, { action: 'exchange.retired', subject: at.slug });
  });
}
