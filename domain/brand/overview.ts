import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Basis, Level } from '#lib/terms.ts';
import { type BrandId, requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { readLiveTerms } from '../exchange/live-terms.ts';
import { type Crowd, crowd } from './crowd.ts';
import { lastMonths } from './months.ts';
import { optInTrend } from './opt-in-trend.ts';
import { type MonthlyValue, readValue } from './value-given.ts';

export type Overview = {
  customers: Crowd;
  /** The twelve calendar months (UTC) of the trends, as `2025-03`, the running one last. */
  months: string[];
  exchanges: ExchangeOverview[];
  value: MonthlyValue[];
};

export type ExchangeOverview = {
  slug: string;
  title: LocalText;
  level: Level;
  basis: Basis;
  /** Customers whose yes counts now, and whose last word is a no. */
  yes: Crowd;
  no: Crowd;
  /** Yes that counted at each month's end, today for the running one. */
  trend: Crowd[];
  /** The same as a share of the customers there were then, 0 to 1; null where it would tell too much, or nobody was there. */
  share: (number | null)[];
};

/**
 * The brand in totals: no person is in it, and every role may read it. To analysts, who may see no person at all,
 * a number of people from one to four is not told, nor anything worked out from it.
 */
export async function readOverview(ctx: Ctx): Promise<Overview> {
  requireRole(ctx.actor, 'owner', 'editor', 'support', 'analyst');
  const { brandId, role } = ctx.actor;
  const count = crowd(role);
  const now = clock(ctx);
  const months = lastMonths(now, 12);
  return transact(ctx, async (tx) => {
    const live = await readLiveTerms(tx, brandId);
    const joined = await customersByMonth(tx, brandId, months);
    const trends = await optInTrend(tx, brandId, { now, months });
    const noes = await countNoes(tx, brandId);
    const exchanges = live.map(({ slug, terms }) => {
      const trend = (trends.get(slug) ?? months.map(() => 0)).map(count);
      const { title, level, basis } = terms;
      const share = trend.map((yes, month) => shareOf(yes, joined[month] ?? 0));
      return {
        slug,
        title,
        level,
        basis,
        yes: trend.at(-1) ?? 0,
        no: count(noes.get(slug) ?? 0),
        trend,
        share,
      };
    });
    return {
      customers: count(joined.at(-1) ?? 0),
      months,
      exchanges,
      value: await readValue(tx, brandId, count),
    };
  });
}

const shareOf = (yes: Crowd, customers: number) =>
  yes === 'few' || customers === 0 ? null : yes / customers;

/** How many customers there were at the end of each month. */
async function customersByMonth(tx: Tx, brandId: BrandId, months: readonly string[]): Promise<number[]> {
  const rows = await tx.execute<{ month: string; joined: number }>(sql`
    select to_char(since at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as joined
    from customer where brand_id = ${brandId} group by 1`);
  return months.map((month) => rows.reduce((sum, row) => (row.month <= month ? sum + row.joined : sum), 0));
}

/** Whose last word is a no: to the exchange, or to the use that it is about. */
async function countNoes(tx: Tx, brandId: BrandId): Promise<Map<string, number>> {
  const rows = await tx.execute<{ exchange: string; no: number }>(sql`
    select exchange, count(*)::int as no
    from (
      select exchange, customer_id from choice
      where brand_id = ${brandId} and state in ('refused', 'withdrawn', 'objected')
      union
      select e.slug, n.customer_id
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      join kept_no n on n.brand_id = e.brand_id and n.category = v.category and n.purpose = v.purpose
      where e.brand_id = ${brandId} and e.retired_at is null
        and exists (
          select from exchange_version other
          where other.brand_id = v.brand_id and other.category = v.category and other.purpose = v.purpose
            and other.exchange <> v.exchange)
    ) said
    group by exchange`);
  return new Map(rows.map((row) => [row.exchange, row.no]));
}
