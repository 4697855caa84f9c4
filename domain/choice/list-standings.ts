import { sql } from 'drizzle-orm';
import type { CustomerId } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Standing } from '../exchange/standing.ts';

/** Where one customer stands on one exchange, as a system reads it. */
export type ListedStanding = {
  exchange: string;
  category: string;
  purpose: string;
  /** The version in force. */
  version: number;
  standing: Standing;
  on: boolean;
  /** The ledger entry that decides where they stand, of the last choice or of a no to the use; 0 when there is none. */
  seq: number;
  chosenAt: string | null;
  expiresAt: string | null;
};

type Row = Omit<ListedStanding, 'seq' | 'chosenAt' | 'expiresAt'> & {
  seq: string | null;
  chosen_at: string | null;
  expires_at: string | null;
};

/** Every exchange in force with where the customer stands on it. Throws not_found. */
export async function listStandings(ctx: Ctx, customerId: CustomerId): Promise<ListedStanding[]> {
  requireScope(ctx.actor, 'choices');
  const { brandId } = ctx.actor;
  const at = clock(ctx).toISOString();
  const [known, rows] = await transact(ctx, (tx) =>
    Promise.all([
      tx.execute(sql`select 1 from customer where customer_id = ${customerId}`),
      tx.execute<Row>(sql`
        select e.slug as exchange, v.category, v.purpose, v.version, s.standing, is_on(s.standing, s.basis) as "on",
          case when s.by_use then n.seq else c.seq end as seq,
          case when s.by_use then n.said_at else c.chosen_at end as chosen_at,
          case when not s.by_use then c.expires_at end as expires_at
        from exchange e
        join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
        left join choice c on c.customer_id = ${customerId} and c.exchange = e.slug
        left join lateral no_to_use(${customerId}, e.brand_id, v.category, v.purpose) n on true
        cross join lateral (
          select v.basis,
            standing(c.state, c.version, c.expires_at, n.state, v.basis, e.asked_since, ${at}::timestamptz),
            n.seq is not null and (c.state in ('refused', 'withdrawn', 'objected')) is not true as by_use
        ) s
        where e.brand_id = ${brandId} and e.retired_at is null
        order by e.position, e.slug`),
    ]),
  );
  if (known.length === 0) throw notFound('customer');
  return rows.map(({ seq, chosen_at, expires_at, ...row }) => ({
    ...row,
    seq: Number(seq ?? 0),
    chosenAt: chosen_at && new Date(chosen_at).toISOString(),
    expiresAt: expires_at && new Date(expires_at).toISOString(),
  }));
}
