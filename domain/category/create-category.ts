import { sql } from 'drizzle-orm';
import { category } from '#db/schema/brand.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newSlugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { type CategoryInput, categoryTermsSchema } from './schema.ts';

const schema = categoryTermsSchema.extend({ slug: newSlugSchema });

/** Adds a kind of data that the brand holds. Throws `conflict` when the slug is in use. */
export async function createCategory(ctx: Ctx, input: CategoryInput & { slug: string }): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    const position = sql`(select coalesce(max(c.position) + 1, 0) from category c where c.brand_id = ${brandId})`;
    const made = await tx
      .insert(category)
      .values({ brandId, slug, ...terms, position })
      .onConflictDoNothing()
      .returning({ slug: category.slug });
    if (made.length === 0)
      throw new DomainError('conflict', `There is a category ${slug}.`, { slug: 'taken' });
    await writeAudit(tx, ctx.actor, {
      action: 'category.created',
      subject: slug,
      details: { keeps: terms.keeps },
    });
  });
}
