import { z } from '@hono/zod-openapi';
import { postBenefits } from '#domain/ingest/post-benefits.ts';
import { benefitRowSchema } from '#domain/ingest/row-schemas.ts';
import { withScope } from './authenticate.ts';
import { readBody } from './body.ts';
import { type Api, addRoute } from './environment.ts';
import { idempotent } from './idempotency.ts';
import { idempotencyKey, ingestReplies } from './ingest-replies.ts';
import { type Limits, limited } from './rate-limit.ts';
import { rowsOf } from './rows.ts';

const rows = z.array(benefitRowSchema).min(1).max(10_000);

export function addBenefits(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'post',
      path: '/benefits',
      summary: 'Send in what customers received',
      description:
        'Scope `ingest`. All rows are stored or none, as with holdings; the natural key is customer, exchange and key. Amounts are exact: write them as text.',
      tags: ['Data'],
      request: {
        headers: idempotencyKey,
        body: {
          required: true,
          content: { 'application/json': { schema: rows }, 'application/x-ndjson': { schema: z.string() } },
        },
      },
      responses: ingestReplies,
    },
    withScope('ingest'),
    limited(limits.calls),
    readBody,
    idempotent,
    async (c) => c.json(await postBenefits(c.get('ctx'), c.get('key').idKey, rowsOf(c))),
  );
}
