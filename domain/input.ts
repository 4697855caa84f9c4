import { z } from 'zod';

/** Postgres text holds neither NUL nor half of a surrogate pair. */
export const clean = (text: string) => text.isWellFormed() && !text.includes('\0');

/** One line or paragraph that a person typed. */
export const textSchema = (max: number) =>
  z.string().trim().min(1).max(max).refine(clean, { error: 'has characters that cannot be stored' });

/** A list of at most so many: of a longer one no member is looked at. */
export const listSchema = <S extends z.ZodType>(member: S, most: number) =>
  z.array(z.unknown()).max(most).pipe(z.array(member));

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'use small letters, digits and hyphens' })
  .max(60);

/** Pages of the portal's own stand at these words, beside the pages of categories and exchanges (app/addresses.test.ts). */
const reserved = new Set(['new', 'value', 'history', 'exchanges', 'receipts', 'deliveries']);

/** A slug as someone may choose it: one at whose address no other page stands. */
export const newSlugSchema = slugSchema.refine((slug) => !reserved.has(slug), {
  error: 'is the address of another page',
  params: { fault: 'taken' },
});

/** A text per language, at least one. */
export const localTextSchema = (max: number) =>
  z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/), textSchema(max))
    .refine((text) => Object.keys(text).length > 0, { error: 'write it in at least one language' });

export const uuidSchema = z.uuid();
