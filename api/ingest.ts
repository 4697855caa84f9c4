import { z } from '@hono/zod-openapi';
import type { Ctx } from '#domain/context.ts';
import type { Ingested } from '#domain/ingest/ingest.ts';
import { withScope } from './authenticate.ts';
import { readRowsBody } from './body.ts';
import { type Api, addRoute } from './environment.ts';
import { idempotent } from './idempotency.ts';
import { idempotencyKey, ingestReplies } from './ingest-replies.ts';
import { type Limits, limited } from './rate-limit.ts';
import { mostRows, rowsBounds, rowsOf } from './rows.ts';

type Ingest = {
  path: string;
  summary: string;
  description: string;
  row: z.ZodType;
  post: (ctx: Ctx, idKey: Buffer, rows: readonly unknown[]) => Promise<Ingested>;
};

/** Adds a call that brings rows in, as a JSON list or NDJSON. */
export function addIngest(api: Api, limits: Limits, { path, summary, description, row, post }: Ingest) {
  const rows = z.array(row).min(1).max(mostRows);
  addRoute(
    api,
    {
      method: 'post',
      path,
      summary,
      description,
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
    readRowsBody(rowsBounds, mostRows * 2),
    idempotent,
    async (c) => c.json(await post(c.get('ctx'), c.get('key').idKey, rowsOf(c))),
  );
}
