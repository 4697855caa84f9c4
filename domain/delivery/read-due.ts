import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { deliveryStates } from '#db/schema/system.ts';
import type { Basis } from '#lib/terms.ts';
import type { ChosenState, No } from '../exchange/standing.ts';
import type { DeliveryKey } from './delivery-id.ts';

export type DeliveryState = (typeof deliveryStates)[number];

/** A delivery with all that its webhook says, as the database gives it; times are PostgreSQL's text form. */
export type Due = {
  delivery_state: DeliveryState;
  tried_since: string;
  exchange: string;
  url: string;
  secret: Buffer;
  previous_secret: Buffer | null;
  previous_until: string | null;
  paused_until: string | null;
  parked_at: string | null;
  retired_at: string | null;
  brand: string;
  external_id: string;
  chosen: ChosenState;
  version: number;
  chosen_at: string;
  category: string;
  purpose: string;
  /** Where the customer stands today, which a newer choice may have changed. */
  state_now: ChosenState;
  version_now: number;
  expires_at: string | null;
  asked_since: number;
  basis: Basis;
  exchange_retired_at: string | null;
  /** The no in force against what it is about now, wherever it was said. */
  no_to_use: No | null;
};

export async function readDue(tx: Tx, { customerId, seq, system }: DeliveryKey): Promise<Due | null> {
  const [due] = await tx.execute<Due>(sql`
    select d.state as delivery_state, d.tried_since, d.exchange, s.url, s.secret, s.previous_secret, s.previous_until,
      s.paused_until, s.parked_at, s.retired_at, b.slug as brand, cu.external_id,
      l.state as chosen, l.version, l.at as chosen_at, v.category, v.purpose,
      c.state as state_now, c.version as version_now, c.expires_at,
      e.asked_since, live.basis, e.retired_at as exchange_retired_at, n.state as no_to_use
    from delivery d
    join system s on s.brand_id = d.brand_id and s.slug = d.system
    join brand b on b.id = d.brand_id
    join customer cu on cu.customer_id = d.customer_id
    join ledger l on l.customer_id = d.customer_id and l.seq = d.seq
    join choice c on c.customer_id = d.customer_id and c.exchange = d.exchange
    join exchange_version v on v.brand_id = d.brand_id and v.exchange = d.exchange and v.version = l.version
    join exchange e on e.brand_id = d.brand_id and e.slug = d.exchange
    join exchange_version live on live.brand_id = e.brand_id and live.exchange = e.slug and live.version = e.live_version
    left join lateral no_to_use(d.customer_id, d.brand_id, live.category, live.purpose) n on true
    where d.customer_id = ${customerId} and d.seq = ${seq} and d.system = ${system}`);
  return due ?? null;
}
