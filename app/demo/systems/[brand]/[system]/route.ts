import { portal } from '#db/portal.ts';
import { receiveDemo } from '#domain/delivery/receive-demo.ts';
import { env } from '#lib/env.ts';
import { ownSealKey } from '#lib/seal.ts';

export const dynamic = 'force-dynamic';

type Props = { params: Promise<{ brand: string; system: string }> };

/**
 * The other end of the demo's webhooks, which checks each signature. `?confirms=no` plays a system that takes
 * a choice and never says that it is in force. It does not exist in a portal of one's own.
 */
export async function POST(request: Request, { params }: Props) {
  if (!env.MUTUAL_DEMO) return new Response(null, { status: 404 });
  const { brand, system } = await params;
  const hook = { brand, system, headers: request.headers, body: await request.text() };
  if (!(await receiveDemo(portal().db, ownSealKey(), hook))) return new Response(null, { status: 401 });
  const confirms = new URL(request.url).searchParams.get('confirms') !== 'no';
  return Response.json(confirms ? { applied: true } : {});
}
