import { asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchangeVersion } from '#db/schema/exchange.ts';
import type { BrandId } from '../actor.ts';
import { type Said, widenings } from '../exchange/widening.ts';

/**
 * How many customers had a yes that counted, by exchange, at the end of each month: one pass over the ledger.
 * A yes counts from when it was given until the customer's next word, its running out, or a wider version.
 */
export async function optInTrend(
  tx: Tx,
  brandId: BrandId,
  { now, months }: { now: Date; months: readonly string[] },
): Promise<Map<string, number[]>> {
  const ends = await yesEnds(tx, brandId);
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ exchange: string; month: string; change: number }>(sql`
    with ending as (
      select * from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb)
        as e(exchange text, version int, ends_at timestamptz, lapse_days int)
    ),
    said as (
      select l.exchange, l.state, l.at as starts_at,
        least(lead(l.at) over (partition by l.customer_id, l.exchange order by l.seq),
          ending.ends_at, l.at + ending.lapse_days * interval '1 day') as ends_at
      from ledger l left join ending on ending.exchange = l.exchange and ending.version = l.version
      where l.brand_id = ${brandId} and l.at <= ${at}
    ),
    turn as (
      select exchange, starts_at as at, 1 as change from said where state = 'granted'
      union all
      select exchange, ends_at, -1 from said where state = 'granted' and ends_at <= ${at}
    )
    select exchange, to_char(at at time zone 'UTC', 'YYYY-MM') as month, sum(change)::int as change
    from turn group by 1, 2`);
  const trends = new Map<string, number[]>();
  for (const { exchange, month, change } of rows) {
    const trend = trends.get(exchange) ?? months.map(() => 0);
    trends.set(
      exchange,
      trend.map((yes, index) => (month <= (months[index] ?? '') ? yes + change : yes)),
    );
  }
  return trends;
}

type YesEnd = { exchange: string; version: number; ends_at: string | null; lapse_days: number | null };

/** When a yes to each version stopped counting: as soon as a later version took more. */
async function yesEnds(tx: Tx, brandId: BrandId): Promise<YesEnd[]> {
  const versions = await tx
    .select({
      exchange: exchangeVersion.exchange,
      version: exchangeVersion.version,
      terms: exchangeVersion.terms,
      meaning: exchangeVersion.meaning,
      publishedAt: exchangeVersion.publishedAt,
    })
    .from(exchangeVersion)
    .where(eq(exchangeVersion.brandId, brandId))
    .orderBy(asc(exchangeVersion.exchange), asc(exchangeVersion.version));
  const ends: YesEnd[] = [];
  let newer: (Said & { exchange: string; publishedAt: Date; endsAt: string | null }) | undefined;
  for (const { exchange, version, terms, meaning, publishedAt } of versions.reverse()) {
    const next = newer?.exchange === exchange ? newer : undefined;
    const widened = next && widenings({ terms, meaning }, next).length > 0;
    const endsAt = widened ? next.publishedAt.toISOString() : (next?.endsAt ?? null);
    ends.push({ exchange, version, ends_at: endsAt, lapse_days: terms.lapsesAfterDays });
    newer = { exchange, terms, meaning, publishedAt, endsAt };
  }
  return ends;
}
