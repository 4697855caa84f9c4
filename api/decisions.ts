import { z } from '@hono/zod-openapi';
import { findKey } from '#domain/api-key/find-key.ts';
import { decide, reasons } from '#domain/decision/decide.ts';
import { decideTogether } from '#domain/decision/decide-together.ts';
import { DomainError } from '#domain/errors.ts';
import { parseInput } from '#domain/parse-input.ts';
import { noKey } from './authenticate.ts';
import { deepest, jsonOf, readBody } from './body.ts';
import { type Api, type ApiContext, addRoute } from './environment.ts';
import { inTime } from './in-time.ts';
import { withKnownKey } from './known-keys.ts';
import { noteUse } from './note-use.ts';
import type { Limits } from './rate-limit.ts';
import { commonReplies, externalId, json, slug } from './schemas.ts';

const use = {
  category: slug,
  purpose: slug,
  exchange: slug.optional().openapi({ description: 'Of several about this use, the one you mean' }),
  minSeq: z.number().int().min(0).optional().openapi({ description: 'Know at least this entry, or say no' }),
};
const single = z.strictObject({ customer: externalId, ...use }).openapi('Question');

/** Customers of one call. */
const most = 10_000;

const bounds = { bytes: 8_000_000, elements: most + 20, depth: deepest };

const bulk = z.strictObject({ customers: z.array(externalId).min(1).max(most), ...use }).openapi('Questions');

const answer = {
  allowed: z.boolean(),
  reason: z.enum(reasons),
  exchange: z.string().nullable(),
  version: z.number().int().nullable(),
  seq: z.number().int(),
};
const decision = z.object({ ...answer, checkedAt: z.iso.datetime() }).openapi('Decision');
const decisions = z
  .object({
    checkedAt: z.iso.datetime(),
    decisions: z.array(z.object({ customer: z.string(), ...answer })),
  })
  .openapi('Decisions');

export function addDecisions(api: Api, limits: Limits) {
  addRoute(
    api,
    {
      method: 'post',
      path: '/decisions',
      summary: 'May we use this, now?',
      description:
        'Scope `decide`. Every doubt is a no, with status 200. Any other status, and no answer at all, is a no too: its body says `"allowed": false`. Of several exchanges about one use, a no said to any of them counts; name `exchange` when you mean one.',
      tags: ['Decisions'],
      request: { body: { required: true, content: json(z.union([single, bulk])) } },
      responses: {
        200: {
          description: 'One decision, or one for each customer in the order asked',
          content: json(z.union([decision, decisions])),
        },
        ...commonReplies,
      },
    },
    withKnownKey,
    readBody(bounds),
    async (c) => {
      await limits.decisions(c.get('known').hash);
      const body = jsonOf(c);
      const isBulk = typeof body === 'object' && body !== null && Object.hasOwn(body, 'customers');
      return isBulk ? decideAll(c, body) : decideOne(c, body);
    },
  );
}

async function decideOne(c: ApiContext, body: unknown) {
  const { customer, ...question } = parseInput(single, body);
  const answer = decideTogether(c.get('db'), c.get('known'), customer, question);
  const { decision, at } = await answered(c, answer);
  return c.json({ ...decision, checkedAt: at.toISOString() });
}

async function decideAll(c: ApiContext, body: unknown) {
  const { customers, ...question } = parseInput(bulk, body);
  const at = new Date();
  const answers = await answered(c, decide(c.get('db'), c.get('known'), customers, question, at));
  const decisions = answers.map((answer, index) => ({ customer: customers[index], ...answer }));
  return c.json({ checkedAt: at.toISOString(), decisions });
}

/** The answer of a key that may ask; throws when it may not. */
async function answered<T>(c: ApiContext, answer: Promise<T | null>): Promise<T> {
  const db = c.get('db');
  const key = c.get('known');
  const given = await inTime(answer);
  if (given !== null) {
    noteUse(db, key.hash);
    return given;
  }
  // Ended since this process first met it, or never meant for this: which of the two, the slow way says.
  if (await findKey(db, key.secret)) throw new DomainError('forbidden', 'The key has no right to “decide”.');
  throw noKey();
}
