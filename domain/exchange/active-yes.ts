import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { asksForAnswer, standing } from './standing.ts';
import type { Widening } from './widening.ts';

/** By exchange, how many customers have a yes that counts now; an exchange without one is missing. */
export async function countYeses(tx: Tx, brandId: BrandId, now: Date): Promise<Map<string, number>> {
  const rows = await tx.execute<{ exchange: string; yes: number }>(sql`
    select c.exchange, count(*)::int as yes from ${countingYeses(brandId, now)} group by c.exchange`);
  return new Map(rows.map(({ exchange, yes }) => [exchange, yes]));
}

/** How many customers have a yes that counts now. */
export async function countActiveYes(tx: Tx, brandId: BrandId, slug: string, now: Date): Promise<number> {
  const [row] = await tx.execute<{ yes: number }>(sql`
    select count(*)::int as yes from ${countingYeses(brandId, now)} and c.exchange = ${slug}`);
  return row?.yes ?? 0;
}

type Next = { slug: string; terms: Terms; widened: readonly Widening[] };

/** How many customers have a yes that counts now and must be given again when these versions are live. */
export async function countAskedAgain(
  tx: Tx,
  brandId: BrandId,
  next: readonly Next[],
  now: Date,
): Promise<number> {
  const slugs = next.filter(({ terms, widened }) => asksAgain(terms, widened)).map(({ slug }) => slug);
  if (slugs.length === 0) return 0;
  const [row] = await tx.execute<{ customers: number }>(sql`
    select count(distinct c.customer_id)::int as customers
    from ${countingYeses(brandId, now)} and c.exchange in ${slugs}`);
  return row?.customers ?? 0;
}

/** Given since the last widening, not run out, and no later no to its use. */
const countingYeses = (brandId: BrandId, now: Date): SQL => sql`
  choice c
  join exchange e on e.brand_id = c.brand_id and e.slug = c.exchange
  join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
  where c.brand_id = ${brandId} and c.state = 'granted'
    and c.version >= e.asked_since and (c.expires_at is null or c.expires_at > ${now.toISOString()}::timestamptz)
    and not exists (
      select from kept_no n
      where n.customer_id = c.customer_id and n.brand_id = ${brandId} and n.category = v.category
        and n.purpose = v.purpose)`;

/** Whether those who said yes must answer again: all of them or none, as `standing.ts` has it. */
export function asksAgain(next: Terms, widened: readonly Widening[]): boolean {
  if (widened.length === 0) return false;
  const olderYes = { state: 'granted', version: 1, expiresAt: null } as const;
  const then = standing(olderYes, null, { basis: next.basis, askedSince: 2 }, new Date(0));
  return asksForAnswer(then, next.basis);
}
