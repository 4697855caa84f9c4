import { z } from '@hono/zod-openapi';
import { commonReplies, json, problemReply } from './schemas.ts';

export const counts = z
  .object({ inserted: z.number().int(), updated: z.number().int(), unchanged: z.number().int() })
  .openapi('Counts');

export const ingested = z
  .object({ customers: counts, holdings: counts, benefits: counts })
  .openapi('Ingested');

/** Replies of a call that brings rows in. */
export const ingestReplies = {
  200: { description: 'All rows are stored; how many were new, changed, or known', content: json(ingested) },
  ...commonReplies,
  409: problemReply('An import into the brand is running, or the Idempotency-Key came with another request'),
  422: problemReply('Nothing was stored; `rows` says what is wrong with which row'),
};

export const idempotencyKey = z.object({
  'idempotency-key': z.string().max(255).optional().openapi({
    description: 'Of your choosing: sent again within a day with the same request, it gets the same reply',
  }),
});
