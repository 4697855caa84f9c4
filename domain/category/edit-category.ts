import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { category } from '#db/schema/brand.ts';
import { holdingTally } from '#db/schema/customer.ts';
import { type BrandId, requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { fingerprint } from '../fingerprint.ts';
import { slugSchema } from '../input.ts';
import { invalid, parseInput } from '../parse-input.ts';
import { type CategoryInput, categoryTermsSchema } from './schema.ts';

const schema = categoryTermsSchema.extend({ slug: slugSchema, seen: z.string() });

/**
 * Rewrites a category. `seen` is the fingerprint of what the author read: `stale` when it is older.
 * How much is kept is fixed once anything is held: what lies here was loaded under that rule, and
 * the customer's page would no longer say the truth about it. Then throws `invalid` at `keeps`.
 */
export async function editCategory(
  ctx: Ctx,
  input: CategoryInput & { slug: string; seen: string },
): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, seen, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  const row = and(eq(category.brandId, brandId), eq(category.slug, slug));
  await transact(ctx, async (tx) => {
    const [held] = await tx
      .select({
        name: category.name,
        summary: category.summary,
        standardKey: category.standardKey,
        keeps: category.keeps,
      })
      .from(category)
      .where(row)
      .for('update');
    if (!held) throw notFound('category');
    if (fingerprint(held) !== seen) throw new DomainError('stale', 'Someone else edited this category.');
    if (terms.keeps !== held.keeps && (await isHeld(tx, brandId, slug))) throw invalid({ keeps: 'fixed' });
    await tx.update(category).set(terms).where(row);
    await writeAudit(tx, ctx.actor, {
      action: 'category.edited',
      subject: slug,
      details: { keeps: terms.keeps },
    });
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
