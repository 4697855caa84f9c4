import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { invalid } from '../parse-input.ts';

type Use = Pick<Terms, 'category' | 'purpose'>;

const saidNo = sql`c.state in ('refused', 'withdrawn', 'objected')`;

/**
 * A no outlives its exchange (invariant 1). Throws `invalid` (basis: said_no) when terms that are on without being asked
 * for are about a use to which customers said no in another exchange that no longer speaks for it: retired, or about
 * something else by now. Only consent can ask them again.
 */
export async function requireNoEarlierNo(
  tx: Tx,
  brandId: BrandId,
  slug: string,
  terms: Terms,
): Promise<void> {
  if (terms.basis === 'consent') return;
  const [found] = await tx.execute(sql`
    select 1
    from exchange_version v
    join exchange e on e.brand_id = v.brand_id and e.slug = v.exchange
    join exchange_version live on live.brand_id = e.brand_id and live.exchange = e.slug and live.version = e.live_version
    where v.brand_id = ${brandId} and v.category = ${terms.category} and v.purpose = ${terms.purpose}
      and v.exchange <> ${slug}
      and (e.retired_at is not null or live.category <> v.category or live.purpose <> v.purpose)
      and exists (select 1 from choice c where c.brand_id = v.brand_id and c.exchange = v.exchange and ${saidNo})
    limit 1`);
  if (found) throw invalid({ basis: 'said_no' });
}

/**
 * Throws `invalid` (`field`: said_no) when an exchange that customers said no to stops speaking for its use while another
 * about the same is on without being asked for: their no would end with it.
 */
export async function requireNoHeir(
  tx: Tx,
  brandId: BrandId,
  slug: string,
  use: Use,
  field: string,
): Promise<void> {
  const [found] = await tx.execute(sql`
    select 1
    from exchange e
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    where e.brand_id = ${brandId} and e.slug <> ${slug} and e.retired_at is null and v.basis <> 'consent'
      and v.category = ${use.category} and v.purpose = ${use.purpose}
      and exists (select 1 from choice c where c.brand_id = e.brand_id and c.exchange = ${slug} and ${saidNo})
    limit 1`);
  if (found) throw invalid({ [field]: 'said_no' });
}
