import { z } from '@hono/zod-openapi';
import { listChanges } from '#domain/choice/changes.ts';
import { parseInput } from '#domain/parse-input.ts';
import { withScope } from './authenticate.ts';
import { type Api, addRoute } from './environment.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, json } from './schemas.ts';

const query = z.strictObject({
  after: z
    .string()
    .max(80)
    .optional()
    .openapi({ description: '`next` of the page before, or of an audience' }),
  limit: z.coerce.number().int().min(1).max(10_000).optional().openapi({ description: '1000 unless said' }),
});

const page = z
  .object({
    changes: z.array(
      z.object({
        customer: z.string(),
        exchange: z.string(),
        version: z.number().int(),
        from: z.string(),
        state: z.enum(['granted', 'refused', 'withdrawn', 'objected', 'expired']),
        on: z.boolean(),
        seq: z.number().int(),
        at: z.iso.datetime(),
        by: z.enum(['customer', 'staff', 'key', 'system']),
      }),
    ),
    next: z.string(),
    more: z.boolean(),
  })
  .openapi('Changes');

export function addChanges(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'get',
      path: '/changes',
      summary: 'Hear of every choice',
      description:
        'Scope `choices`. Ask again with `after` set to the last `next`: nothing is ever skipped, whatever is being written meanwhile. Of two changes of one customer the one with the higher `seq` is newer.',
      tags: ['Choices'],
      request: { query },
      responses: {
        200: { description: 'The changes after that place, oldest first', content: json(page) },
        ...commonReplies,
      },
    },
    withScope('choices'),
    limited(limits.calls),
    async (c) => {
      const { after, limit } = parseInput(query, c.req.query());
      return c.json(await listChanges(c.get('ctx'), { after, size: limit }));
    },
  );
}
