import { z } from '@hono/zod-openapi';
import type { BrandId } from '#domain/actor.ts';
import { readAudience } from '#domain/decision/audience.ts';
import { parseInput } from '#domain/parse-input.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { withScope } from './authenticate.ts';
import { type Api, type ApiContext, addRoute } from './environment.ts';
import { Problem } from './problem.ts';
import { type Limits, limited } from './rate-limit.ts';
import { commonReplies, slug } from './schemas.ts';

const query = z.strictObject({ category: slug, purpose: slug, exchange: slug.optional() });
type Query = z.infer<typeof query>;

/** Audiences read at once. Each holds a connection for as long as its reader takes, and others need some. */
const most = { ofBrand: 2, ofAll: Math.ceil(env.DATABASE_POOL / 2) };

export function addAudience(api: Api, limits: Limits) {
  const open: BrandId[] = [];
  addRoute(
    api,
    {
      method: 'get',
      path: '/audience',
      summary: 'Whom may we use this for?',
      description:
        'Scope `decide`. NDJSON, of one snapshot: first `{"after","checkedAt"}`, then `{"customer"}` for each who may be used, last `{"end":true,"customers"}`. Without the last line it is not whole. Ask `/changes` with that `after` for what has changed since; yeses also lapse. Read one to its end before the next: a brand may have two under way.',
      tags: ['Decisions'],
      request: { query },
      responses: {
        200: { description: 'The customers', content: { 'application/x-ndjson': { schema: z.string() } } },
        ...commonReplies,
      },
    },
    withScope('decide'),
    limited(limits.calls),
    (c) => {
      const question = parseInput(query, c.req.query());
      const { brandId } = c.get('ctx').actor;
      if (open.length >= most.ofAll || open.filter((id) => id === brandId).length >= most.ofBrand)
        throw new Problem('limited', 'Others are being read.', {}, { 'retry-after': '10' });
      open.push(brandId);
      return stream(c, question, () => open.splice(open.indexOf(brandId), 1));
    },
  );
}

/** Goes as fast as the reader reads; when the reader goes away, so does the query. */
async function stream(c: ApiContext, question: Query, close: () => void): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const send = (...lines: object[]) => writer.write(encode(lines));
  const begun = Promise.withResolvers<object>();
  const reading = readAudience(c.get('ctx'), question, {
    start: ({ after, checkedAt }) => begun.resolve({ after, checkedAt: checkedAt.toISOString() }),
    batch: async (customers) => {
      await first;
      await send(...customers.map((customer) => ({ customer })));
    },
  });
  reading.then(close, close);
  const first = begun.promise.then((head) => send(head));
  const finished = reading.then(async (customers) => {
    await first;
    await send({ end: true, customers });
    await writer.close();
  });
  finished.catch((error: unknown) => {
    begun.reject(error);
    log.warn({ err: error }, 'an audience broke off');
    return writer.abort(error).catch(() => {});
  });
  first.catch(() => {});
  await begun.promise;
  return new Response(readable, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  });
}

const encoder = new TextEncoder();
const encode = (lines: readonly object[]) =>
  encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
