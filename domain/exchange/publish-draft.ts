import { eq } from 'drizzle-orm';
import { brand } from '#db/schema/brand.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { countActiveYes } from './active-yes.ts';
import { type DraftAt, draftAtSchema, requireKnownNames } from './draft-input.ts';
import { holdDraft } from './held-draft.ts';
import { askedAgain } from './impact.ts';
import { type Published, publishVersion } from './publish-version.ts';
import { missingForPublishing, termsSchema } from './terms.ts';

/**
 * Puts the draft in force. Throws `invalid` naming every field that invariant 7 of the design misses,
 * `stale` unless `revision` is the newest: one publishes what one has read.
 */
export async function publishDraft(ctx: Ctx, input: DraftAt): Promise<Published & { askedAgain: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const at = parseInput(draftAtSchema, input);
  const { brandId, personId } = ctx.actor;
  return transact(ctx, async (tx) => {
    const { draft } = await holdDraft(tx, brandId, at);
    const [held] = await tx
      .select({ defaultLocale: brand.defaultLocale })
      .from(brand)
      .where(eq(brand.id, brandId));
    if (!held) throw notFound('brand');
    const missing = missingForPublishing(draft, held.defaultLocale);
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((field) => [field, 'required'])));
    const terms = termsSchema.parse(draft);
    await requireKnownNames(tx, brandId, terms);
    const activeYes = await countActiveYes(tx, brandId, at.slug, clock(ctx));
    const published = await publishVersion(tx, brandId, at.slug, terms, personId);
    const again = askedAgain(terms, published.widened, activeYes);
    await writeAudit(tx, ctx.actor, {
      action: 'exchange.published',
      subject: at.slug,
      details: { version: published.version, widened: published.widened.join(' '), askedAgain: again },
    });
    return { ...published, askedAgain: again };
  });
}
