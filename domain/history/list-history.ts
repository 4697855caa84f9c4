import { sql } from 'drizzle-orm';
import type { Terms } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import type { ChosenState, Standing } from '../exchange/standing.ts';
import { cursorAfter, readCursor } from '../paging.ts';

/** One thing that happened between a customer and a brand: a choice, or staff looking the customer up. */
export type HistoryEntry =
  | {
      kind: 'choice';
      id: string;
      at: Date;
      /** Its number in the ledger, under which its receipt is found. */
      seq: number;
      exchange: string;
      version: number;
      /** The text as it was then. */
      terms: Terms;
      from: Standing;
      state: ChosenState;
      by: 'customer' | 'staff' | 'key' | 'system';
      /** Of a choice that was made elsewhere and filed here. */
      elsewhere: { where: string; at: Date } | null;
      /** The browser's privacy signal said this no, or this yes was said knowing it. */
      bySignal: boolean;
    }
  | { kind: 'staff'; id: string; at: Date; action: string; role: string | null; reason: string | null };

export type HistoryPage = { entries: HistoryEntry[]; older: string | null };

type Row = {
  kind: 'choice' | 'staff';
  id: string;
  at: string;
  seq: string;
  made_where: string | null;
  made_at: string | null;
  source: 'gpc' | null;
  exchange: string;
  version: number;
  terms: Terms;
  from_state: Standing;
  state: ChosenState;
  actor_kind: 'customer' | 'staff' | 'key' | 'system';
  action: string;
  role: string | null;
  reason: string | null;
};

const pageSize = 25;

/** Everything that happened, newest first, 25 at a time; the ledger and what staff did about this customer. */
export async function listHistory(ctx: Ctx<CustomerActor>, after?: string): Promise<HistoryPage> {
  const { customerId, brandId } = ctx.actor;
  const cursor = readCursor(after);
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      with happened as (
        select 'choice' as kind, 'c' || lpad(l.seq::text, 12, '0') as id, l.at, l.exchange, l.version, v.terms,
          l.from_state, l.state, l.actor_kind, null as action, null as role, null as reason,
          l.seq, l.evidence->>'where' as made_where, l.made_at, l.source
        from ledger l
        join exchange_version v on v.brand_id = ${brandId} and v.exchange = l.exchange and v.version = l.version
        where l.customer_id = ${customerId}
        union all
        select 'staff', 's' || lpad(id::text, 12, '0'), at, null, null, null, null, null, null, action, role,
          details->>'reason', null, null, null, null
        from audit where customer_id = ${customerId} and brand_id = ${brandId})
      select * from happened
      ${cursor ? sql`where (at, id) < (${cursor.at}::timestamptz, ${cursor.key})` : sql``}
      order by at desc, id desc
      limit ${pageSize + 1}`),
  );
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return { entries: shown.map(entryOf), older: last ? cursorAfter(last.at, last.id) : null };
}

function entryOf(row: Row): HistoryEntry {
  const { id } = row;
  const at = new Date(row.at);
  if (row.kind === 'staff')
    return { kind: 'staff', id, at, action: row.action, role: row.role, reason: row.reason };
  const { exchange, version, terms, state } = row;
  return {
    kind: 'choice',
    id,
    at,
    seq: Number(row.seq),
    exchange,
    version,
    terms,
    from: row.from_state,
    state,
    by: row.actor_kind,
    elsewhere: row.made_at ? { where: row.made_where ?? '', at: new Date(row.made_at) } : null,
    bySignal: row.source === 'gpc',
  };
}
