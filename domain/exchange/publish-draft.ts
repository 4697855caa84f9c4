import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { asksAgain, countActiveYes } from './active-yes.ts';
import { type DraftAt, draftAtSchema } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';
import { holdNames } from './names.ts';
import { type Published, publishVersion } from './publish-version.ts';
import { missingForPublishing, termsSchema } from './terms.ts';

/**
 * Puts the draft in force. Throws `invalid` naming every field that invariant 7 of the design misses,
 * `stale` unless `revision` is the newest: one publishes what one has read.
 */
export async function publishDraft(
  ctx: Ctx,
  input: DraftAt,
): Promise<Omit<Published, 'exchange'> & { askedAgain: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const at = parseInput(draftAtSchema, input);
  const { brandId, personId } = ctx.actor;
  return transact(ctx, async (tx) => {
    const names = await holdNames(tx, brandId);
    const { draft } = await holdDraft(tx, brandId, at);
    const missing = missingForPublishing(draft, names.brand.defaultLocale);
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((field) => [field, 'required'])));
    const terms = termsSchema.parse(draft);
    const activeYes = await countActiveYes(tx, brandId, at.slug, clock(ctx));
    const offer = { slug: at.slug, terms };
    const { version, widened } = await publishVersion(tx, names, offer, { by: personId });
    const again = asksAgain(terms, widened) ? activeYes : 0;
    await writeAudit(tx, ctx.actor, {
      action: 'exchange.published',
      subject: at.slug,
      details: { version, widened: widened.join(' '), askedAgain: again },
    });
    return { version, widened, askedAgain: again };
  });
}
