import { z } from '@hono/zod-openapi';
import { clean, slugSchema } from '#domain/input.ts';
import { deepest } from './body.ts';
import { problems } from './problem.ts';

/** The brand's own number of a customer. */
export const externalId = z
  .string()
  .min(1)
  .max(200)
  .refine(clean)
  .openapi({ description: 'Your own number of the customer', example: 'C-1001' });

export const slug = slugSchema;

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems)),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .openapi('Problem', { description: `Problem details (RFC 9457). Bodies nest ${deepest} deep at most.` });

export const problemReply = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** What every route may answer besides its own. */
export const commonReplies = {
  400: problemReply('The request cannot be read'),
  401: problemReply('No live key'),
  403: problemReply('The key lacks the scope'),
  413: problemReply('The body is too large'),
  422: problemReply('Something makes no sense; `fields` says where'),
  429: problemReply('Too many calls; `Retry-After` says how long to wait'),
  503: problemReply(
    'The database is out of reach: nothing was changed, or with `unsure` perhaps it was; send it again',
  ),
};

export const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });
