import { z } from '@hono/zod-openapi';
import { fileChoice, filingSchema } from '#domain/choice/file-choice.ts';
import { listStandings } from '#domain/choice/list-standings.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import { parseInput } from '#domain/parse-input.ts';
import { withScope } from './authenticate.ts';
import { readBody, small, writtenOf } from './body.ts';
import { type Api, type ApiContext, addRoute } from './environment.ts';
import { idempotent } from './idempotency.ts';
import { idempotencyKey } from './ingest-replies.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, externalId, json, problemReply, slug } from './schemas.ts';

const standings = z.enum(['never_asked', 'granted', 'refused', 'withdrawn', 'expired', 'objected', 'locked']);
const listed = z
  .object({
    exchange: z.string(),
    category: z.string(),
    purpose: z.string(),
    version: z.number().int(),
    standing: standings,
    on: z.boolean(),
    seq: z.number().int(),
    chosenAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .openapi('Choice');
const filed = z
  .object({
    exchange: z.string(),
    version: z.number().int(),
    standing: standings,
    on: z.boolean(),
    changed: z.boolean(),
    seq: z.number().int(),
    at: z.iso.datetime(),
  })
  .openapi('FiledChoice');

export function addChoices(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'get',
      path: '/customers/{externalId}/choices',
      summary: 'Where a customer stands',
      description: 'Scope `choices`. Every exchange in force, with the last choice about it.',
      tags: ['Choices'],
      request: { params: z.object({ externalId }) },
      responses: {
        200: { description: 'The choices', content: json(z.object({ choices: z.array(listed) })) },
        ...commonReplies,
        404: problemReply('No such customer'),
      },
    },
    withScope('choices'),
    limited(limits.calls),
    async (c) => c.json({ choices: await listStandings(c.get('ctx'), customerOf(c)) }),
  );
  addRoute(
    api,
    {
      method: 'put',
      path: '/customers/{externalId}/choices/{exchange}',
      summary: 'Withdraw for a customer, or file what they said elsewhere',
      description:
        'Scope `choices`. “off” is always taken, and never limited. “on” needs where and when the customer said it, and the version they were shown; it does not override what they have said since. The ledger keeps who filed it and the evidence, and the customer sees both.',
      tags: ['Choices'],
      request: {
        headers: idempotencyKey,
        params: z.object({ externalId, exchange: slug }),
        body: { required: true, content: json(filingSchema) },
      },
      responses: {
        200: { description: 'How it stands now', content: json(filed) },
        ...commonReplies,
        404: problemReply('No such customer or exchange'),
        409: problemReply('Stale, locked, or the Idempotency-Key came with another request'),
      },
    },
    withScope('choices'),
    readBody(small),
    async (c, next) => {
      if (!isOptOut(writtenOf(c))) await limits.calls(c.get('key').hash);
      await next();
    },
    idempotent,
    async (c) => {
      const target = { customerId: customerOf(c), exchange: c.req.param('exchange') ?? '' };
      return c.json(await fileChoice(c.get('ctx'), target, writtenOf(c)));
    },
  );
}

const customerOf = (c: ApiContext) =>
  customerId(c.get('key').idKey, parseInput(z.object({ externalId }), c.req.param()).externalId);

const isOptOut = (body: unknown) =>
  typeof body === 'object' && body !== null && 'want' in body && body.want === 'off';
