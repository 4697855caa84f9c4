import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { CustomerId } from '../actor.ts';
import { hour } from './overdue.ts';
import type { DeliveryState } from './read-due.ts';

/** A system that uses an exchange, and the delivery to it of the customer's last choice, if there is one. */
export type ArrivalRecord = {
  customer_id: CustomerId;
  exchange: string;
  name: LocalText;
  seq: string | null;
  state: DeliveryState | null;
  created_at: string | null;
  told_at: string | null;
};

/**
 * How a choice stands at one system. `received`: it has it and must still confirm. `unconfirmed`: it has not for
 * an hour, or is no longer tried. `told`: nor since the brand's owners were told of it (tell-brands.ts).
 */
export type Arrival = {
  name: LocalText;
  stage: 'applied' | 'on_its_way' | 'received' | 'unconfirmed' | 'told';
  seq: number;
  since: Date;
};

/** The systems of every exchange, in one query, whatever the number of customers. */
export const readArrivals = (tx: Tx, customerIds: readonly CustomerId[]) =>
  tx.execute<ArrivalRecord>(sql`
    select cu.customer_id, used.exchange, s.name, d.seq, d.state, d.created_at, s.told_at
    from customer cu
    join system s on s.brand_id = cu.brand_id and s.retired_at is null
    cross join lateral unnest(s.exchanges) as used (exchange)
    left join choice c on c.customer_id = cu.customer_id and c.exchange = used.exchange
    left join delivery d on d.customer_id = c.customer_id and d.seq = c.seq and d.system = s.slug
    where cu.customer_id = any (${`{${customerIds.join(',')}}`}::uuid[])
    order by s.slug`);

/** By exchange; one that no system uses is missing, one whose choice went to none is empty. */
export function arrivalsOf(records: readonly ArrivalRecord[], now: Date): Map<string, Arrival[]> {
  const byExchange = Map.groupBy(records, (record) => record.exchange);
  return new Map(
    [...byExchange].map(([exchange, its]) => [exchange, its.flatMap((record) => arrivalOf(record, now))]),
  );
}

function arrivalOf({ name, seq, state, created_at, told_at }: ArrivalRecord, now: Date): Arrival[] {
  if (seq === null || state === null || created_at === null) return [];
  const since = new Date(created_at);
  const due = since.getTime() + hour;
  const told = told_at !== null && due <= new Date(told_at).getTime();
  return [{ name, seq: Number(seq), since, stage: stageOf(state, { told, overdue: due < now.getTime() }) }];
}

function stageOf(
  state: DeliveryState,
  { told, overdue }: Record<'told' | 'overdue', boolean>,
): Arrival['stage'] {
  if (state === 'applied') return 'applied';
  if (told) return 'told';
  if (state === 'parked' || overdue) return 'unconfirmed';
  return state === 'sent' ? 'received' : 'on_its_way';
}
