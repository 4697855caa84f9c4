import { asc, eq } from 'drizzle-orm';
import { category, purpose } from '#db/schema/brand.ts';
import type { LocalText } from '#lib/local-text.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

export type Named = { slug: string; name: LocalText };

/** What an exchange can be about: the brand's categories and purposes, by name. */
export async function listNames(ctx: Ctx): Promise<{ categories: Named[]; purposes: Named[] }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    const categories = await tx
      .select({ slug: category.slug, name: category.name })
      .from(category)
      .where(eq(category.brandId, brandId))
      .orderBy(asc(category.position), asc(category.slug));
    const purposes = await tx
      .select({ slug: purpose.slug, name: purpose.name })
      .from(purpose)
      .where(eq(purpose.brandId, brandId))
      .orderBy(asc(purpose.slug));
    return { categories, purposes };
  });
}
