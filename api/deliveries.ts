import { z } from '@hono/zod-openapi';
import { confirmApplied } from '#domain/delivery/confirm-applied.ts';
import { withScope } from './authenticate.ts';
import { type Api, addRoute } from './environment.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, json, problemReply } from './schemas.ts';

const id = z.string().openapi({ description: 'The `webhook-id` it came with', example: 'dlv_…' });
const applied = z.object({ appliedAt: z.iso.datetime() }).openapi('Applied');

export function addDeliveries(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'post',
      path: '/deliveries/{id}/applied',
      summary: 'This choice is in force here',
      description:
        'Scope `decide`. Your system was sent a choice and has put it into force: the customer is shown so. Saying it again changes nothing. A reply `{"applied": true}` to the webhook says the same.',
      tags: ['Deliveries'],
      request: { params: z.object({ id }) },
      responses: {
        200: { description: 'Since when it is in force', content: json(applied) },
        ...commonReplies,
        404: problemReply('There is no such delivery'),
      },
    },
    withScope('decide'),
    limited(limits.calls),
    async (c) => {
      const { appliedAt } = await confirmApplied(c.get('ctx'), { id: c.req.param('id') ?? '' });
      return c.json({ appliedAt: appliedAt.toISOString() });
    },
  );
}
