import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Basis, Level } from '#lib/terms.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import type { Choice, ChosenState } from '../exchange/standing.ts';

/** What decides about a new choice: the exchange in force, and the last choice about it. */
export type Held = {
  liveVersion: number;
  askedSince: number;
  basis: Basis;
  level: Level;
  lapsesAfterDays: number | null;
  choice: Choice | null;
  /** The ledger entry of the last choice; 0 when there is none. */
  seq: number;
  /** When the customer's last word was written down; null also when it was a yes that has ended. */
  chosenAt: Date | null;
  /** Whether the browser's privacy signal had a part in it. */
  bySignal: boolean;
};

/** When a yes of this moment lapses; null: it does not. */
export const lapse = (at: Date, days: number | null) =>
  days === null ? null : new Date(at.getTime() + days * 86_400_000);

type HeldRow = {
  slug: string;
  live_version: number;
  asked_since: number;
  basis: Basis;
  level: Level;
  lapses_after_days: number | null;
  state: ChosenState | null;
  version: number;
  seq: string | null;
  expires_at: string | null;
  chosen_at: string | null;
  source: 'gpc' | null;
};

/** By slug; one that is not in force is missing. */
export async function readHeld(
  tx: Tx,
  actor: { customerId: CustomerId; brandId: BrandId },
  slugs: readonly string[],
): Promise<Map<string, Held>> {
  const rows = await tx.execute<HeldRow>(sql`
    select e.slug, e.live_version, e.asked_since, v.basis,
      (v.terms->>'level')::int as level, (v.terms->>'lapsesAfterDays')::int as lapses_after_days,
      c.state, c.version, c.seq, c.expires_at, c.chosen_at, c.source
    from exchange e
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    left join choice c on c.customer_id = ${actor.customerId} and c.exchange = e.slug
    where e.brand_id = ${actor.brandId} and e.slug in ${slugs} and e.retired_at is null`);
  return new Map(rows.map((row) => [row.slug, heldFrom(row)]));
}

const heldFrom = (row: HeldRow): Held => ({
  liveVersion: row.live_version,
  askedSince: row.asked_since,
  basis: row.basis,
  level: row.level,
  lapsesAfterDays: row.lapses_after_days,
  seq: Number(row.seq ?? 0),
  chosenAt: row.chosen_at === null || row.state === 'expired' ? null : new Date(row.chosen_at),
  bySignal: row.source === 'gpc',
  choice: row.state && {
    state: row.state,
    version: row.version,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  },
});
