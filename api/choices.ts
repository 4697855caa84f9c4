import { z } from '@hono/zod-openapi';
import type { ChoiceLane } from '#db/choice-lane.ts';
import type { StoredReply } from '#domain/api-key/replies.ts';
import { fileChoice, filingSchema } from '#domain/choice/file-choice.ts';
import { listStandings } from '#domain/choice/list-standings.ts';
import { customerId } from '#domain/customer/customer-id.ts';
import { parseInput } from '#domain/parse-input.ts';
import { withScope } from './authenticate.ts';
import { readBody, small, writtenOf } from './body.ts';
import { type Api, type ApiContext, addRoute } from './environment.ts';
import { idempotentStating } from './idempotency.ts';
import { idempotencyKey } from './ingest-replies.ts';
import { asOptOut, takingTurns, unlessOptOut, unlessRead } from './opt-out.ts';
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
    at: z.iso.datetime(),
    standing: standings,
    on: z.boolean(),
    changed: z.boolean(),
    seq: z.number().int(),
  })
  .openapi('FiledChoice');

export function addChoices(api: Api, limits: Limits, choices: () => ChoiceLane) {
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
        'Scope `choices`. “off” is always taken, and never limited as long as its body is plain and has 500 bytes at most. “on” needs where and when the customer said it, and the version they were shown; it does not override what they have said since. The ledger keeps who filed it and the evidence, and the customer sees both.',
      tags: ['Choices'],
      request: {
        headers: idempotencyKey,
        params: z.object({ externalId, exchange: slug }),
        body: { required: true, content: json(filingSchema) },
      },
      responses: {
        200: {
          description:
            'How it stands now; sent again with its Idempotency-Key, `changed` and `at` are of the first time',
          content: json(filed),
        },
        ...commonReplies,
        404: problemReply('No such customer or exchange'),
        409: problemReply('Stale, locked, or the Idempotency-Key came with another request'),
      },
    },
    asOptOut(choices),
    withScope('choices'),
    unlessOptOut(limited(limits.calls)),
    unlessRead(readBody(small)),
    takingTurns,
    idempotentStating(asItStands),
    async (c) => {
      const target = { customerId: customerOf(c), exchange: c.req.param('exchange') ?? '' };
      return c.json(await fileChoice(c.get('ctx'), target, writtenOf(c)));
    },
  );
}

/**
 * What was filed once, with how it stands now: `changed` and `at` are of then, the rest is not, as whoever reads `on`
 * goes by it.
 */
async function asItStands(c: ApiContext, reply: StoredReply): Promise<StoredReply> {
  if (reply.status !== 200) return reply;
  const then = filed.parse(JSON.parse(reply.body));
  const standings = await listStandings(c.get('ctx'), customerOf(c));
  const now = standings.find(({ exchange }) => exchange === then.exchange);
  const { version, standing, on } = now ?? { ...then, standing: 'expired' as const, on: false };
  const seq = Math.max(then.seq, now?.seq ?? 0);
  return { ...reply, body: JSON.stringify({ ...then, version, standing, on, seq }) };
}

const customerOf = (c: ApiContext) =>
  customerId(c.get('key').idKey, parseInput(z.object({ externalId }), c.req.param()).externalId);
