import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';

/** The first exchange that is retired without a word in the audit log, or is in use though the log says that it was retired. */
export async function findBroughtBack(tx: Tx, brandId: BrandId): Promise<string | null> {
  const [found] = await tx.execute<{ slug: string }>(sql`
    select e.slug from exchange e
    where e.brand_id = ${brandId} and (e.retired_at is not null) <> exists (
      select from audit a where a.brand_id = e.brand_id and a.action = 'exchange.retired' and a.subject = e.slug)
    order by e.slug limit 1`);
  return found?.slug ?? null;
}
