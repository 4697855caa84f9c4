import { sql } from 'drizzle-orm';
import { requireScope } from '../api-key/require-scope.ts';
import { type Ctx, transact } from '../context.ts';
import { invalid } from '../parse-input.ts';

/** One entry of one customer's ledger, as the brand's systems hear of it. */
export type Change = {
  /** The brand's own number of the customer. */
  customer: string;
  exchange: string;
  version: number;
  from: string;
  state: string;
  /** Whether the data may be used once this is known. That a later version or its time ended a yes is a change too, seconds later. */
  on: boolean;
  /** Counts within the customer: of two changes the higher one is the newer. */
  seq: number;
  at: string;
  by: string;
};

export type Changes = {
  changes: Change[];
  /** Pass as `after` to go on from here. */
  next: string;
  /** Whether more is waiting now. */
  more: boolean;
};

type Row = Omit<Change, 'seq' | 'at'> & { seq: string; at: string; xid: string; customer_id: string };

/** Where in the feed one is: the transaction, the customer and the entry that were read last. */
type Place = { xid: string; customerId: string; seq: number };

const start: Place = { xid: '0', customerId: '00000000-0000-0000-0000-000000000000', seq: 0 };

/**
 * The brand's choices in an order in which nothing can be skipped. An entry's own time or number would not do: a
 * transaction that began early may commit late, behind a reader who has gone past. So entries are ordered by the
 * transaction that wrote them, and only those are given that are older than every transaction still running
 * (`pg_snapshot_xmin`): before such a place in the order nothing can appear any more. A long transaction holds the
 * feed up, never punches a hole. A customer's own entries stay in order, because each locks the customer first.
 */
export async function listChanges(ctx: Ctx, page: { after?: string; size?: number }): Promise<Changes> {
  requireScope(ctx.actor, 'choices');
  const { brandId } = ctx.actor;
  const size = page.size ?? 1000;
  const after = page.after === undefined ? start : placeOf(page.after);
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      select l.xid, l.customer_id, c.external_id as customer, l.exchange, l.version, l.from_state as "from", l.state,
        l.state = 'granted' as "on", l.seq, l.at, l.actor_kind as by
      from ledger l join customer c on c.customer_id = l.customer_id
      where l.brand_id = ${brandId} and l.xid < pg_snapshot_xmin(pg_current_snapshot())
        and (l.xid, l.customer_id, l.seq) > (${after.xid}::xid8, ${after.customerId}::uuid, ${after.seq}::bigint)
      order by l.xid, l.customer_id, l.seq
      limit ${size + 1}`),
  );
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const place = last ? { xid: last.xid, customerId: last.customer_id, seq: Number(last.seq) } : after;
  return {
    changes: shown.map(({ xid: _, customer_id: __, seq, at, ...change }) => ({
      ...change,
      seq: Number(seq),
      at: new Date(at).toISOString(),
    })),
    next: nameOf(place),
    more: rows.length > size,
  };
}

/** A place as callers carry it: opaque to them, and safe in an address. */
export const nameOf = ({ xid, customerId, seq }: Place): string => `${xid}.${customerId}.${seq}`;

/** The place before everything that a transaction with this number or a later one writes. */
export const placeBefore = (xid: string): string => nameOf({ ...start, xid });

function placeOf(name: string): Place {
  const found = /^(\d{1,19})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{1,15})$/.exec(name);
  if (!found) throw invalid({ after: 'invalid' });
  const [, xid = '0', customerId = '', seq = '0'] = found;
  return { xid, customerId, seq: Number(seq) };
}
