import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { category } from '#db/schema/brand.ts';
import { holdingTally } from '#db/schema/customer.ts';
import { type BrandId, requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { holdNames } from '../exchange/names.ts';
import { type Renamed, weighRenaming } from '../exchange/renaming.ts';
import { renew } from '../exchange/renewals.ts';
import { fingerprint } from '../fingerprint.ts';
import { slugSchema } from '../input.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { type CategoryInput, categoryTermsSchema } from './schema.ts';

const schema = categoryTermsSchema.extend({
  slug: slugSchema,
  seen: z.string(),
  confirmed: z.string().optional(),
});

/**
 * Rewrites a category, and with it every exchange in force that is about it: those get a new version, which is told in
 * numbers and done once `confirmed` (renaming.ts). `seen` is the fingerprint of what the author read: `stale` when it is
 * older.
 * How much is kept is fixed once anything is held: what lies here was loaded under that rule, and
 * the customer's page would no longer say the truth about it. Then throws `invalid` at `keeps`.
 */
export async function editCategory(
  ctx: Ctx,
  input: CategoryInput & { slug: string; seen: string; confirmed?: string },
): Promise<Renamed> {
  const { actor } = ctx;
  requireRole(actor, 'owner', 'editor');
  const { slug, seen, confirmed, ...terms } = parseInput(schema, input);
  const { brandId } = actor;
  return transact(ctx, async (tx) => {
    const names = await holdNames(tx, brandId);
    const held = names.categories.get(slug);
    if (!held) throw notFound('category');
    if (fingerprint(held) !== seen) throw new DomainError('stale', 'Someone else edited this category.');
    if (terms.keeps !== held.keeps && (await isHeld(tx, brandId, slug))) throw invalid({ keeps: 'fixed' });
    const next = { ...names, categories: new Map(names.categories).set(slug, terms) };
    const renaming = await weighRenaming(tx, next, terms, { now: clock(ctx), confirmed });
    const { effect, token, renewals } = renaming;
    if (!renaming.isConfirmed) return { done: false, token, ...effect };
    await tx
      .update(category)
      .set(terms)
      .where(and(eq(category.brandId, brandId), eq(category.slug, slug)));
    await writeAudit(tx, actor, {
      action: 'category.edited',
      subject: slug,
      details: { keeps: terms.keeps, ...effect },
    });
    await renew(tx, actor, next, renewals);
    return { done: true, ...effect };
  });
}

async function isHeld(tx: Tx, brandId: BrandId, slug: string): Promise<boolean> {
  const found = await tx
    .select({ source: holdingTally.source })
    .from(holdingTally)
    .where(and(eq(holdingTally.brandId, brandId), eq(holdingTally.category, slug)))
    .limit(1);
  return found.length > 0;
}
