import { z } from 'zod';
import { bases, capitals, type DraftTerms, holdingSources, periods, type Terms } from '#lib/terms.ts';
import { localTextSchema, slugSchema, textSchema } from '../input.ts';

/** ISO 4217 codes, and what else a promise can be counted in. */
export const unitSchema = z.string().regex(/^([A-Z]{3}|times|minutes|points|items)$/);

/** A positive decimal, kept as text: money is never a float. */
export const amountSchema = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,6})?$/)
  .refine((amount) => /[1-9]/.test(amount));

const days = z.number().int().min(1).max(36_500).nullable();

/** Everything a version must say before it can be published: invariant 7 of the design, field by field. */
export const termsSchema = z.strictObject({
  category: slugSchema,
  purpose: slugSchema,
  title: localTextSchema(80),
  give: localTextSchema(400),
  get: localTextSchema(400),
  off: localTextSchema(400),
  basis: z.enum(bases),
  level: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  retentionDays: days,
  recipients: z.array(textSchema(120)).min(1).max(50),
  sources: z.array(z.enum(holdingSources)).min(1),
  promise: z.strictObject({
    capital: z.enum(capitals),
    amount: amountSchema,
    unit: unitSchema,
    per: z.enum(periods),
  }),
  lapsesAfterDays: days,
}) satisfies z.ZodType<Terms>;

/** A draft may lack anything, but what it has must make sense. */
export const draftSchema = termsSchema.partial() satisfies z.ZodType<DraftTerms>;

/** What a draft still lacks or has wrong before it can be published, as field paths; empty when it is complete. */
export function missingForPublishing(draft: DraftTerms | null, defaultLocale: string): string[] {
  const parsed = termsSchema.safeParse(draft ?? {});
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.map(String).join('.'));
  const untold = (['title', 'give', 'get', 'off'] as const).filter(
    (field) => !draft?.[field]?.[defaultLocale]?.trim(),
  );
  return [...new Set([...wrong, ...untold.map((field) => `${field}.${defaultLocale}`)])];
}

/** A draft as terms; null while it lacks anything. */
export function completeTerms(draft: DraftTerms | null): Terms | null {
  const parsed = termsSchema.safeParse(draft ?? {});
  return parsed.success ? parsed.data : null;
}
