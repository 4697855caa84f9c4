import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Capital, HoldingSource, Keeping, Terms } from '#lib/terms.ts';
import type { CustomerId } from '../actor.ts';
import { type ArrivalRecord, readArrivals } from '../delivery/arrivals.ts';
import type { ChosenState, No } from '../exchange/standing.ts';

/** What the statement is made of, row by row as the database gives it. Times are PostgreSQL's text form. */
export type ExchangeRecord = {
  customer_id: CustomerId;
  customer_since: string;
  /** Null, with all that follows, for a brand that has named no category yet. */
  category: string | null;
  category_name: LocalText;
  category_summary: LocalText;
  keeps: Keeping;
  exchange: string | null;
  live_version: number;
  asked_since: number;
  terms: Terms;
  purpose_name: LocalText;
  state: ChosenState | null;
  version: number;
  seq: string | null;
  chosen_at: string;
  expires_at: string | null;
  source: 'gpc' | null;
  /** The no in force against its use, wherever it was said. */
  no_state: No | null;
  no_seq: string;
  no_at: string;
  no_source: 'gpc' | null;
};

export type TallyRecord = {
  customer_id: CustomerId;
  category: string;
  source: HoldingSource;
  count: number;
  first_at: string | null;
  last_at: string | null;
};

/** Sums by exchange and unit; with `exchange` null, by capital and unit over all exchanges. */
export type BenefitRecord = {
  customer_id: CustomerId;
  exchange: string | null;
  capital: Capital | null;
  unit: string;
  amount: string;
  count: number;
  last_at: string;
} & Record<`${'week' | 'month' | 'quarter' | 'year'}_amount`, string | null> &
  Record<`${'week' | 'month' | 'quarter' | 'year'}_count`, number>;

export type StatementRecords = {
  exchanges: ExchangeRecord[];
  tallies: TallyRecord[];
  benefits: BenefitRecord[];
  arrivals: ArrivalRecord[];
};

/** Reads the statements of some customers, four queries in one round trip, whatever their number. */
export async function readStatement(
  tx: Tx,
  customerIds: readonly CustomerId[],
  now: Date,
): Promise<StatementRecords> {
  if (customerIds.length === 0) return { exchanges: [], tallies: [], benefits: [], arrivals: [] };
  const at = now.toISOString();
  const [exchanges, tallies, benefits, arrivals] = await Promise.all([
    tx.execute<ExchangeRecord>(sql`
      select cu.customer_id, cu.since as customer_since,
        ca.slug as category, ca.name as category_name, ca.summary as category_summary, ca.keeps,
        e.slug as exchange, e.live_version, e.asked_since, v.terms,
        v.meaning #> '{purpose,name}' as purpose_name,
        c.state, c.version, c.seq, c.chosen_at, c.expires_at, c.source,
        n.state as no_state, n.seq as no_seq, n.said_at as no_at, n.source as no_source
      from customer cu
      left join category ca on ca.brand_id = cu.brand_id
      left join (exchange e
        join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version)
        on e.brand_id = ca.brand_id and v.category = ca.slug and e.retired_at is null
      left join choice c on c.customer_id = cu.customer_id and c.exchange = e.slug
      left join lateral no_to_use(cu.customer_id, e.brand_id, v.category, v.purpose) n on true
      where cu.customer_id in ${customerIds}
      order by cu.customer_id, ca.position, ca.slug, (v.terms->>'level')::int, e.position, e.slug`),
    tx.execute<TallyRecord>(sql`
      select customer_id, category, source, count, first_at, last_at
      from holding_tally where customer_id in ${customerIds} order by count desc, source`),
    tx.execute<BenefitRecord>(sql`
      with b as (
        select *,
          received_at > ${at}::timestamptz - interval '7 days' as in_week,
          received_at > ${at}::timestamptz - interval '30 days' as in_month,
          received_at > ${at}::timestamptz - interval '91 days' as in_quarter,
          received_at > ${at}::timestamptz - interval '365 days' as in_year
        from benefit where customer_id in ${customerIds})
      select customer_id, exchange, capital, unit,
        sum(amount)::text as amount, count(*)::int as count, max(received_at) as last_at,
        sum(amount) filter (where in_week)::text as week_amount, (count(*) filter (where in_week))::int as week_count,
        sum(amount) filter (where in_month)::text as month_amount, (count(*) filter (where in_month))::int as month_count,
        sum(amount) filter (where in_quarter)::text as quarter_amount, (count(*) filter (where in_quarter))::int as quarter_count,
        sum(amount) filter (where in_year)::text as year_amount, (count(*) filter (where in_year))::int as year_count
      from b
      group by grouping sets ((customer_id, exchange, unit), (customer_id, capital, unit))
      order by sum(amount) desc`),
    readArrivals(tx, customerIds),
  ]);
  return { exchanges, tallies, benefits, arrivals };
}
