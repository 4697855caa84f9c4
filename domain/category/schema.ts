import { z } from 'zod';
import { keepings } from '#db/schema/brand.ts';
import type { LocalText } from '#lib/local-text.ts';
import { localTextSchema } from '../input.ts';
import { standardKeySchema } from '../standard-key.ts';

export type Keeping = (typeof keepings)[number];

export type CategoryTerms = { name: LocalText; summary: LocalText; standardKey: string; keeps: Keeping };

/** What a form or a caller sends; `categoryTermsSchema` says whether it will do. */
export type CategoryInput = Omit<CategoryTerms, 'keeps'> & { keeps: string };

export const categoryTermsSchema = z.strictObject({
  name: localTextSchema(80),
  summary: localTextSchema(400),
  standardKey: standardKeySchema,
  keeps: z.enum(keepings),
}) satisfies z.ZodType<CategoryTerms>;
