import { sql } from 'drizzle-orm';
import type { Capital } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

/** What came back in one month in one unit. `month` is `2026-11`, in the reader's time zone; `amount` an exact decimal. */
export type MonthValue = { month: string; capital: Capital; unit: string; amount: string; count: number };

/** Twelve months up to the newest benefit, oldest first; only months with benefits have rows. */
export async function valueByMonth(ctx: Ctx<CustomerActor>, timeZone: string): Promise<MonthValue[]> {
  const { customerId } = ctx.actor;
  return transact(ctx, async (tx) => [
    ...(await tx.execute<MonthValue>(sql`
      with newest as (
        select date_trunc('month', max(received_at), ${timeZone}) - interval '11 months' as first_month
        from benefit where customer_id = ${customerId})
      select to_char(received_at at time zone ${timeZone}, 'YYYY-MM') as month, capital, unit,
        sum(amount)::text as amount, count(*)::int as count
      from benefit, newest
      where customer_id = ${customerId} and received_at >= first_month
      group by 1, 2, 3 order by 1, 2, 3`)),
  ]);
}
