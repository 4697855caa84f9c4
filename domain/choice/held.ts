import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Basis, Level } from '#lib/terms.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import type { Choice, ChosenState, No } from '../exchange/standing.ts';
import type { Use } from './replay.ts';

/** What decides about a new choice: the exchange, the last choice about it, and the no in force against its use. */
export type Held = {
  exchange: string;
  liveVersion: number;
  isRetired: boolean;
  askedSince: number;
  basis: Basis;
  level: Level;
  lapsesAfterDays: number | null;
  publishedAt: Date;
  /** What it is about now, and all that it has been about, each with the newest version about it. */
  use: Use;
  uses: readonly (Use & { newest: number })[];
  choice: Choice | null;
  /** The ledger entry of the last choice; 0 when there is none. */
  choiceSeq: number;
  /** Whether the browser's privacy signal had a part in it. */
  bySignal: boolean;
  no: { state: No; seq: number } | null;
  /** It was said no to, and to these of its uses the customer has said yes elsewhere since. */
  lifted: readonly Use[];
};

/** By slug. */
export type Circle = Map<string, Held>;

/** When a yes of this moment lapses; null: it does not. */
export const lapse = (at: Date, days: number | null) =>
  days === null ? null : new Date(at.getTime() + days * 86_400_000);

type Row = {
  slug: string;
  live_version: number;
  is_retired: boolean;
  asked_since: number;
  basis: Basis;
  level: Level;
  lapses_after_days: number | null;
  published_at: string;
  category: string;
  purpose: string;
  uses: (Use & { newest: number })[] | null;
  state: ChosenState | null;
  version: number;
  seq: string | null;
  expires_at: string | null;
  source: 'gpc' | null;
  no_state: No | null;
  no_seq: string;
  lifted: Use[] | null;
};

/**
 * The exchanges that were ever published, of these, in force or not; and all others in force about a use that one of
 * these is or was about: what is said of a use concerns them as well.
 */
export async function readHeld(
  tx: Tx,
  actor: { customerId: CustomerId; brandId: BrandId },
  slugs: readonly string[],
): Promise<Circle> {
  const { brandId, customerId } = actor;
  const rows = await tx.execute<Row>(sql`
    with use as (
      select v.category, v.purpose
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      where e.brand_id = ${brandId} and e.slug in ${slugs}
      union
      select category, purpose from moved_use where brand_id = ${brandId} and exchange in ${slugs}
    ), meant as (
      select slug from exchange where brand_id = ${brandId} and slug in ${slugs}
      union
      select e.slug
      from use
      join exchange_version v on v.brand_id = ${brandId} and v.category = use.category and v.purpose = use.purpose
      join exchange e on e.brand_id = v.brand_id and e.slug = v.exchange and e.live_version = v.version
      where e.retired_at is null
    )
    select e.slug, e.live_version, e.retired_at is not null as is_retired, e.asked_since, v.basis,
      (v.terms->>'level')::int as level, (v.terms->>'lapsesAfterDays')::int as lapses_after_days, v.published_at,
      v.category, v.purpose, m.uses, c.state, c.version, c.seq, c.expires_at, c.source,
      n.state as no_state, n.seq as no_seq,
      l.lifted
    from meant
    join exchange e on e.brand_id = ${brandId} and e.slug = meant.slug
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    left join choice c on c.customer_id = ${customerId} and c.exchange = e.slug
    left join lateral no_to_use(${customerId}, e.brand_id, v.category, v.purpose) n on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('category', category, 'purpose', purpose, 'newest', newest)) as uses
      from moved_use where brand_id = e.brand_id and exchange = e.slug
    ) m on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('category', u.category, 'purpose', u.purpose)) as lifted
      from use_choice u
      where u.customer_id = ${customerId} and u.state = 'granted' and u.seq > c.seq
        and ((u.category, u.purpose) = (v.category, v.purpose) or exists (
          select from moved_use m
          where m.brand_id = e.brand_id and m.exchange = e.slug and m.newest >= c.version
            and (m.category, m.purpose) = (u.category, u.purpose)))
        and not exists (
          select from no_to_use(u.customer_id, u.brand_id, u.category, u.purpose))
    ) l on c.state in ('refused', 'withdrawn', 'objected')
    order by e.position, e.slug`);
  return new Map(rows.map((row) => [row.slug, heldFrom(row)]));
}

const heldFrom = (row: Row): Held => ({
  exchange: row.slug,
  liveVersion: row.live_version,
  isRetired: row.is_retired,
  askedSince: row.asked_since,
  basis: row.basis,
  level: row.level,
  lapsesAfterDays: row.lapses_after_days,
  publishedAt: new Date(row.published_at),
  use: { category: row.category, purpose: row.purpose },
  uses: row.uses ?? [{ category: row.category, purpose: row.purpose, newest: row.live_version }],
  choiceSeq: Number(row.seq ?? 0),
  bySignal: row.source === 'gpc',
  choice: row.state && {
    state: row.state,
    version: row.version,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  },
  no: row.no_state && { state: row.no_state, seq: Number(row.no_seq) },
  lifted: row.lifted ?? [],
});
