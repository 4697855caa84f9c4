import { z } from 'zod';
import { textSchema } from '../input.ts';

/** Where a choice that was not made here was made, how it was asked, and the brand's own reference to it. */
export const evidenceSchema = z.strictObject({
  /** Such as "Counter at our shop in Ulm" or "Old preference centre". */
  where: textSchema(200),
  /** The words or the form that the customer was shown. */
  shown: textSchema(2000).optional(),
  /** The brand's own key to the paper, call or record. */
  reference: textSchema(200).optional(),
});

export type Evidence = z.infer<typeof evidenceSchema>;
