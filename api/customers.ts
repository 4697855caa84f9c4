import { z } from '@hono/zod-openapi';
import { putCustomer } from '#domain/ingest/put-customer.ts';
import { customerRowSchema } from '#domain/ingest/row-schemas.ts';
import { withScope } from './authenticate.ts';
import { readBody, small, writtenOf } from './body.ts';
import { type Api, addRoute } from './environment.ts';
import { idempotent } from './idempotency.ts';
import { counts, idempotencyKey } from './ingest-replies.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, externalId, json, problemReply } from './schemas.ts';

export function addCustomers(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'put',
      path: '/customers/{externalId}',
      summary: 'Make a customer known',
      description:
        'Scope `ingest`. What is left out stays as it was. Whoever proves to the portal that the address or the identity is theirs can then sign in as this customer.',
      tags: ['Data'],
      request: {
        headers: idempotencyKey,
        params: z.object({ externalId }),
        body: { required: true, content: json(customerRowSchema) },
      },
      responses: {
        200: { description: 'Whether the customer was new, changed, or known', content: json(counts) },
        ...commonReplies,
        409: problemReply('An import is running, or the Idempotency-Key came with another request'),
      },
    },
    withScope('ingest'),
    limited(limits.calls),
    readBody(small),
    idempotent,
    async (c) => {
      const { externalId = '' } = c.req.param();
      return c.json(await putCustomer(c.get('ctx'), c.get('key').idKey, externalId, writtenOf(c)));
    },
  );
}
