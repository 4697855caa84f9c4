import { z } from 'zod';
import { places } from '#db/schema/customer.ts';
import { capitals, holdingSources } from '#lib/terms.ts';
import { unitSchema } from '../exchange/terms.ts';
import { readEmail, readNumber, readTime, textFault } from '../import/cell.ts';
import { slugSchema } from '../input.ts';

/** A text that an import would take as well: as long, and storable. */
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => value.trim() !== '' && textFault(value, max) === null);

export const externalIdSchema = text(200);

/** ISO 8601, a day or an instant; without a zone it is of UTC. Becomes what the database reads. */
const time = z.string().transform((value, check) => {
  const read = readTime(value, undefined, 'UTC');
  if (typeof read === 'string') return read;
  check.addIssue({ code: 'custom', message: read.code });
  return z.NEVER;
});

/** A decimal more than nothing, as text or as a number that is exact. */
const amount = z.union([z.string().max(60), z.number()]).transform((value, check) => {
  const read = typeof value === 'number' && !isExact(value) ? null : readNumber(String(value), undefined);
  if (typeof read === 'string' && /[1-9]/.test(read) && !read.startsWith('-')) return read;
  check.addIssue({ code: 'custom', message: 'not_a_number' });
  return z.NEVER;
});

const isExact = (value: number) => String(value).replace(/\D/g, '').length <= 15;

const email = z.string().transform((value, check) => {
  const read = readEmail(value);
  if (typeof read === 'string') return read;
  check.addIssue({ code: 'custom', message: read.code });
  return z.NEVER;
});

export const holdingRowSchema = z.strictObject({
  customer: externalIdSchema,
  category: slugSchema,
  /** Your own key of the datum: sent again, it is the same one. */
  key: text(500),
  label: text(300),
  value: text(4000).nullable().optional(),
  source: z.enum(holdingSources),
  place: z.enum(places).optional(),
  collectedAt: time.nullable().optional(),
  keepUntil: time.nullable().optional(),
});

export const benefitRowSchema = z.strictObject({
  customer: externalIdSchema,
  exchange: slugSchema,
  key: text(500),
  capital: z.enum(capitals),
  amount,
  unit: unitSchema,
  label: text(300),
  receivedAt: time,
});

/** What is left out stays as it was. */
export const customerRowSchema = z.strictObject({
  email: email.optional(),
  /** `issuer|subject` of the identity that is theirs. */
  oidcSubject: text(300).optional(),
  since: time.optional(),
});

export type HoldingRow = z.output<typeof holdingRowSchema>;
export type BenefitRow = z.output<typeof benefitRowSchema>;
