import { portal } from '#db/portal.ts';
import { findBrand } from '#domain/brand/queries.ts';
import { listCheckpoints } from '#domain/checkpoint/list-checkpoints.ts';
import { readBefore } from '../read-before.ts';

export const dynamic = 'force-dynamic';

const open = { 'access-control-allow-origin': '*' };

/** A brand's checkpoints for programs: 30 at a time, newest first; go on with `?before=` the value of `older`. */
export async function GET(request: Request, { params }: { params: Promise<{ brand: string }> }) {
  const { brand: slug } = await params;
  const { db } = portal();
  const brand = await findBrand(db, slug);
  if (!brand) return Response.json({ error: 'not_found' }, { status: 404, headers: open });
  const before = readBefore(new URL(request.url).searchParams.get('before') ?? undefined);
  return Response.json(
    { brand: brand.id, ...(await listCheckpoints(db, brand.id, before)) },
    { headers: open },
  );
}
