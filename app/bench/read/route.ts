import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { portal } from '#db/portal.ts';
import { env } from '#lib/env.ts';

const asked = z.object({ key: z.string(), customer: z.uuid(), category: z.string(), purpose: z.string() });

/** What a route handler of this app costs that reads a decision and does nothing else: for `npm run bench` only. */
export async function POST(request: Request): Promise<Response> {
  if (!env.MUTUAL_BENCH) return new Response(null, { status: 404 });
  const { key, customer, category, purpose } = asked.parse(await request.json());
  const [decision] = await portal().db.execute(sql`
    select allowed, reason, exchange, version, seq
    from decide(${key}, ${`{${customer}}`}::uuid[], ${category}, ${purpose}, null, 0, now())`);
  return Response.json(decision);
}
