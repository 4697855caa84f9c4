import { z } from 'zod';
import { type CategoryTerms, keepings } from '#lib/terms.ts';
import { localTextSchema } from '../input.ts';
import { standardKeySchema } from '../standard-key.ts';

/** What a form or a caller sends; `categoryTermsSchema` says whether it will do. */
export type CategoryInput = Omit<CategoryTerms, 'keeps'> & { keeps: string };

export const categoryTermsSchema = z.strictObject({
  name: localTextSchema(80),
  summary: localTextSchema(400),
  standardKey: standardKeySchema,
  keeps: z.enum(keepings),
}) satisfies z.ZodType<CategoryTerms>;
