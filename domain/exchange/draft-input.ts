import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { category, purpose } from '#db/schema/brand.ts';
import type { DraftTerms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { slugSchema } from '../input.ts';
import { type FieldFault, invalid } from '../parse-input.ts';

/** Names an exchange's draft as the caller last saw it. */
export const draftAtSchema = z.strictObject({ slug: slugSchema, revision: z.int().min(0) });
export type DraftAt = z.input<typeof draftAtSchema>;

/** Throws `invalid` when the draft names a category or purpose that the brand does not have. */
export async function requireKnownNames(tx: Tx, brandId: BrandId, draft: DraftTerms): Promise<void> {
  const faults: Record<string, FieldFault> = {};
  for (const [field, table] of [
    ['category', category],
    ['purpose', purpose],
  ] as const) {
    const slug = draft[field];
    if (!slug) continue;
    const known = await tx
      .select({ slug: table.slug })
      .from(table)
      .where(and(eq(table.brandId, brandId), eq(table.slug, slug)))
      .for('key share');
    if (known.length === 0) faults[field] = 'unknown';
  }
  if (Object.keys(faults).length > 0) throw invalid(faults);
}
