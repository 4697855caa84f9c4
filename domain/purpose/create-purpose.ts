import { purpose } from '#db/schema/brand.ts';
import type { PurposeTerms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { newSlugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { purposeTermsSchema } from './schema.ts';

const schema = purposeTermsSchema.extend({ slug: newSlugSchema });

/** Adds something that data is used for. Throws `conflict` when the slug is in use. */
export async function createPurpose(ctx: Ctx, input: PurposeTerms & { slug: string }): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    const made = await tx
      .insert(purpose)
      .values({ brandId, slug, ...terms })
      .onConflictDoNothing()
      .returning({ slug: purpose.slug });
    if (made.length === 0)
      throw new DomainError('conflict', `There is a purpose ${slug}.`, { slug: 'taken' });
    await writeAudit(tx, ctx.actor, { action: 'purpose.created', subject: slug });
  });
}
