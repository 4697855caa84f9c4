import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { purpose } from '#db/schema/brand.ts';
import type { PurposeTerms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError, notFound } from '../errors.ts';
import { holdNames } from '../exchange/names.ts';
import { type Renamed, weighRenaming } from '../exchange/renaming.ts';
import { renew } from '../exchange/renewals.ts';
import { fingerprint } from '../fingerprint.ts';
import { slugSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { purposeTermsSchema } from './schema.ts';

const schema = purposeTermsSchema.extend({
  slug: slugSchema,
  seen: z.string(),
  confirmed: z.string().optional(),
});

/**
 * Rewords a purpose, and with it every exchange in force that is for it: those get a new version, which is told in
 * numbers and done once `confirmed` (renaming.ts). `seen` is the fingerprint of what the author read: `stale` when it is
 * older.
 */
export async function editPurpose(
  ctx: Ctx,
  input: PurposeTerms & { slug: string; seen: string; confirmed?: string },
): Promise<Renamed> {
  const { actor } = ctx;
  requireRole(actor, 'owner', 'editor');
  const { slug, seen, confirmed, ...terms } = parseInput(schema, input);
  const { brandId } = actor;
  return transact(ctx, async (tx) => {
    const names = await holdNames(tx, brandId);
    const held = names.purposes.get(slug);
    if (!held) throw notFound('purpose');
    if (fingerprint(held) !== seen) throw new DomainError('stale', 'Someone else edited this purpose.');
    const next = { ...names, purposes: new Map(names.purposes).set(slug, terms) };
    const renaming = await weighRenaming(tx, next, terms, { now: clock(ctx), confirmed });
    const { effect, token, renewals } = renaming;
    if (!renaming.isConfirmed) return { done: false, token, ...effect };
    await tx
      .update(purpose)
      .set(terms)
      .where(and(eq(purpose.brandId, brandId), eq(purpose.slug, slug)));
    await writeAudit(tx, actor, { action: 'purpose.edited', subject: slug, details: effect });
    await renew(tx, actor, next, renewals);
    return { done: true, ...effect };
  });
}
