import { z } from '@hono/zod-openapi';
import { customerId } from '#domain/customer/customer-id.ts';
import { deleteHolding } from '#domain/ingest/delete-holding.ts';
import { postHoldings } from '#domain/ingest/post-holdings.ts';
import { holdingRowSchema } from '#domain/ingest/row-schemas.ts';
import { clean } from '#domain/input.ts';
import { parseInput } from '#domain/parse-input.ts';
import { withScope } from './authenticate.ts';
import { readBody, small } from './body.ts';
import { type Api, addRoute } from './environment.ts';
import { idempotent } from './idempotency.ts';
import { addIngest } from './ingest.ts';
import { idempotencyKey } from './ingest-replies.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, externalId, problemReply, slug } from './schemas.ts';

const name = z.strictObject({
  customer: externalId,
  category: slug,
  key: z.string().min(1).max(500).refine(clean),
});

export function addHoldings(api: Api, limits: Limits) {
  addIngest(api, limits, {
    path: '/holdings',
    summary: 'Send in what you hold',
    description:
      'Scope `ingest`. All rows are stored or none. A row with the customer, category and key of a known one updates it, so sending a call again changes nothing. A customer who is not known yet becomes known. How much is kept is the category’s to say.',
    row: holdingRowSchema,
    post: postHoldings,
  });
  addRoute(
    api,
    {
      method: 'delete',
      path: '/holdings/{key}',
      summary: 'Let go of one datum',
      description: 'Scope `ingest`. Names it as it was sent in: by customer, category and key.',
      tags: ['Data'],
      request: {
        headers: idempotencyKey,
        params: z.object({ key: name.shape.key }),
        query: z.object({ customer: externalId, category: slug }),
      },
      responses: {
        204: { description: 'It is gone' },
        ...commonReplies,
        404: problemReply('Nothing like that is held'),
      },
    },
    withScope('ingest'),
    limited(limits.calls),
    readBody(small),
    idempotent,
    async (c) => {
      const { customer, category, key } = parseInput(name, { ...c.req.query(), key: c.req.param('key') });
      const { idKey } = c.get('key');
      await deleteHolding(c.get('ctx'), idKey, { customerId: customerId(idKey, customer), category, key });
      return c.body(null, 204);
    },
  );
}
