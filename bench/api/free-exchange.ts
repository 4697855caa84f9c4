import { sql } from 'drizzle-orm';
import type { ApiStage } from './stage.ts';

export type Exchange = { slug: string; version: number };

/** One that takes consent and that no system uses: deliveries are measured by themselves. */
export async function freeExchange({ portal, brandId }: ApiStage): Promise<Exchange> {
  const [found] = await portal.db.execute<Exchange>(sql`
    select e.slug, e.live_version as version
    from exchange e
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    where e.brand_id = ${brandId} and e.retired_at is null and v.basis = 'consent' and not exists (
      select 1 from system s where s.brand_id = e.brand_id and s.retired_at is null and e.slug = any (s.exchanges))
    order by e.slug limit 1`);
  if (!found) throw new Error('Each of the demo’s exchanges has a system.');
  return found;
}
