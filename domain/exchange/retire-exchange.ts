import { and, eq } from 'drizzle-orm';
import { exchange } from '#db/schema/exchange.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { type DraftAt, draftAtSchema } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';
import { requireNoHeir } from './kept-no.ts';
import { termsAt } from './publish-version.ts';

/**
 * Takes an exchange out of use for good: no customer is asked, no data may be used under it.
 * Its versions, choices and benefits stay readable. Throws `stale` unless `revision` is the newest,
 * and `invalid` when a no that customers said would end with it.
 */
export async function retireExchange(ctx: Ctx, input: DraftAt): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const at = parseInput(draftAtSchema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    const { liveVersion } = await holdDraft(tx, brandId, at);
    const live = liveVersion === null ? null : await termsAt(tx, brandId, at.slug, liveVersion);
    if (live) await requireNoHeir(tx, brandId, at.slug, live, 'confirmRetire');
    await tx
      .update(exchange)
      .set({ retiredAt: clock(ctx), draft: null, draftRevision: at.revision + 1 })
      .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, at.slug)));
    await writeAudit(tx, ctx.actor, { action: 'exchange.retired', subject: at.slug });
  });
}
