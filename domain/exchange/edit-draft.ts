import { and, eq } from 'drizzle-orm';
import { exchange } from '#db/schema/exchange.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { type DraftAt, draftAtSchema, requireKnownNames } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';
import { draftSchema } from './terms.ts';

/**
 * Replaces the draft whole. It may lack anything, but what it has must make sense: faults are named by the draft's paths.
 * Throws `stale` unless `revision` is the newest.
 */
export async function editDraft(
  ctx: Ctx,
  { draft: given, ...at }: DraftAt & { draft: object },
): Promise<{ revision: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, revision } = parseInput(draftAtSchema, at);
  const draft = parseInput(draftSchema, given);
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    await holdDraft(tx, brandId, { slug, revision });
    await requireKnownNames(tx, brandId, draft);
    await tx
      .update(exchange)
      .set({ draft, draftRevision: revision + 1 })
      .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, slug)));
    await writeAudit(tx, ctx.actor, {
      action: 'exchange.edited',
      subject: slug,
      details: { revision: revision + 1 },
    });
    return { revision: revision + 1 };
  });
}
