import { z } from 'zod';
import type { PurposeTerms } from '#lib/terms.ts';
import { localTextSchema } from '../input.ts';
import { standardKeySchema } from '../standard-key.ts';

export const purposeTermsSchema = z.strictObject({
  name: localTextSchema(80),
  standardKey: standardKeySchema,
}) satisfies z.ZodType<PurposeTerms>;
