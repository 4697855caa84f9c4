import { z } from 'zod';
import type { LocalText } from '#lib/local-text.ts';
import { localTextSchema } from '../input.ts';
import { standardKeySchema } from '../standard-key.ts';

export type PurposeTerms = { name: LocalText; standardKey: string };

export const purposeTermsSchema = z.strictObject({
  name: localTextSchema(80),
  standardKey: standardKeySchema,
}) satisfies z.ZodType<PurposeTerms>;
