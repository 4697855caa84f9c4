import { and, eq } from 'drizzle-orm';
import { exchange } from '#db/schema/exchange.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { type DraftAt, draftAtSchema } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';

/** Throws the draft away; what is live stays. Throws `stale` unless `revision` is the newest. */
export async function discardDraft(ctx: Ctx, input: DraftAt): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const at = parseInput(draftAtSchema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await holdDraft(tx, brandId, at);
    await tx
      .update(exchange)
      .set({ draft: null, draftRevision: at.revision + 1 })
      .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, at.slug)));
    await writeAudit(tx, ctx.actor, { action: 'exchange.discarded', subject: at.slug });
  });
}
