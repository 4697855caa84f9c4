import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { purpose } from '#db/schema/brand.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { fingerprint } from '../fingerprint.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { type PurposeTerms, purposeTermsSchema } from './schema.ts';

const schema = purposeTermsSchema.extend({ slug: slugSchema, seen: z.string() });

/** Rewords a purpose. `seen` is the fingerprint of what the author read: `stale` when it is older. */
export async function editPurpose(
  ctx: Ctx,
  input: PurposeTerms & { slug: string; seen: string },
): Promise<void> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { slug, seen, ...terms } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  const row = and(eq(purpose.brandId, brandId), eq(purpose.slug, slug));
  await transact(ctx, async (tx) => {
    const [held] = await tx
      .select({ name: purpose.name, standardKey: purpose.standardKey })
      .from(purpose)
      .where(row)
      .for('update');
    if (!held) throw notFound('purpose');
    if (fingerprint(held) !== seen) throw new DomainError('stale', 'Someone else edited this purpose.');
    await tx.update(purpose).set(terms).where(row);
    await writeAudit(tx, ctx.actor, { action: 'purpose.edited', subject: slug });
  });
}
