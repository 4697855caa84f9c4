import { sql } from 'drizzle-orm';
import type { LocalText } from '#lib/local-text.ts';
import type { Capital } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { cursorAfter, readCursor } from '../paging.ts';

/** `amount` is an exact decimal string in `unit`. */
export type Benefit = {
  key: string;
  exchange: string;
  title: LocalText;
  capital: Capital;
  amount: string;
  unit: string;
  label: string;
  receivedAt: Date;
};

export type BenefitsPage = { benefits: Benefit[]; older: string | null };

const pageSize = 25;

type Row = Omit<Benefit, 'receivedAt'> & { received_at: string };

/** Every benefit of the acting customer, newest first, 25 at a time. `after` is the `older` of the page before. */
export async function listBenefits(
  ctx: Ctx<CustomerActor>,
  { capital, after }: { capital?: Capital; after?: string },
): Promise<BenefitsPage> {
  const { customerId, brandId } = ctx.actor;
  const cursor = readCursor(after);
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      select b.key, b.exchange, b.capital, b.amount::text as amount, b.unit, b.label, b.received_at,
        coalesce(v.terms->'title', '{}') as title
      from benefit b
      left join exchange e on e.brand_id = ${brandId} and e.slug = b.exchange
      left join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      where b.customer_id = ${customerId}
        ${capital ? sql`and b.capital = ${capital}` : sql``}
        ${cursor ? sql`and (b.received_at, b.exchange || '/' || b.key) < (${cursor.at}::timestamptz, ${cursor.key})` : sql``}
      order by b.received_at desc, b.exchange || '/' || b.key desc
      limit ${pageSize + 1}`),
  );
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return {
    benefits: shown.map(({ received_at, ...row }) => ({ ...row, receivedAt: new Date(received_at) })),
    older: last ? cursorAfter(last.received_at, `${last.exchange}/${last.key}`) : null,
  };
}
