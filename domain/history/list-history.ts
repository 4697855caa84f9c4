import { sql } from 'drizzle-orm';
import type { Meaning, Terms } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import type { ChosenState, Standing } from '../exchange/standing.ts';
import { hidden, type IdentifierKind } from '../identifier/waiting.ts';
import { cursorAfter, readCursor } from '../paging.ts';

/** One thing that happened between a customer and a brand: a choice, staff looking the customer up, who opens the record. */
export type HistoryEntry =
  | {
      kind: 'choice';
      id: string;
      at: Date;
      /** Its number in the ledger, under which its receipt is found. */
      seq: number;
      exchange: string;
      version: number;
      /** The text as it was then, and what it stood on. */
      terms: Terms;
      meaning: Meaning;
      from: Standing;
      state: ChosenState;
      by: 'customer' | 'staff' | 'key' | 'system';
      /** Of a choice that was made elsewhere and filed here. */
      elsewhere: { where: string; at: Date } | null;
      /** The browser's privacy signal said this no, or this yes was said knowing it. */
      bySignal: boolean;
      /** Said by somebody else who could open the record then. */
      bySomeoneElse: boolean;
      /** The brand found that it was not the customer. */
      foundWrong: boolean;
    }
  | {
      kind: 'identifier';
      id: string;
      at: Date;
      identifier: IdentifierKind;
      /** With all but a little hidden: one of them may be somebody else's. */
      before: string | null;
      after: string | null;
      by: 'customer' | 'staff' | 'key' | 'system';
      /** A colleague's word on it. */
      decision: 'confirmed' | 'refused' | null;
      /** From when it opens the record; null: not before it is confirmed. */
      opensAt: Date | null;
    }
  /** Someone else could open the record until then. */
  | { kind: 'link'; id: string; at: Date; since: Date; foundWrong: boolean }
  | { kind: 'staff'; id: string; at: Date; action: string; role: string | null; reason: string | null };

export type HistoryPage = { entries: HistoryEntry[]; older: string | null };

type Row = {
  kind: HistoryEntry['kind'];
  id: string;
  at: string;
  seq: string;
  made_where: string | null;
  made_at: string | null;
  source: 'gpc' | null;
  exchange: string;
  version: number;
  terms: Terms;
  meaning: Meaning;
  from_state: Standing;
  state: ChosenState;
  actor_kind: 'customer' | 'staff' | 'key' | 'system';
  action: string;
  role: string | null;
  reason: string | null;
  by_other: boolean;
  found_wrong: boolean;
  identifier: IdentifierKind;
  before: string | null;
  after: string | null;
  decision: 'confirmed' | 'refused' | null;
  other_at: string | null;
};

const pageSize = 25;

/** Everything that happened, newest first, 25 at a time: the ledger, what staff did, and who could open the record. */
export async function listHistory(ctx: Ctx<CustomerActor>, after?: string): Promise<HistoryPage> {
  const { customerId, brandId, personId } = ctx.actor;
  const cursor = readCursor(after);
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      with happened as (
        select 'choice' as kind, 'c' || lpad(l.seq::text, 12, '0') as id, l.at, l.exchange, l.version, v.terms, v.meaning,
          l.from_state, l.state, l.actor_kind, null as action, null as role, null as reason,
          l.seq, l.evidence->>'where' as made_where, l.made_at, l.source,
          l.actor_kind = 'customer' and l.actor_id <> ${personId} as by_other, m.seq is not null as found_wrong,
          null as identifier, null as before, null as after, null as decision, null::timestamptz as other_at
        from ledger l
        join exchange_version v on v.brand_id = ${brandId} and v.exchange = l.exchange and v.version = l.version
        left join ledger_mark m on m.customer_id = l.customer_id and m.seq = l.seq
        where l.customer_id = ${customerId}
        union all
        select 'staff', 's' || lpad(id::text, 12, '0'), at, null, null, null, null, null, null, null, action, role,
          details->>'reason', null, null, null, null, false, false, null, null, null, null, null
        from audit where customer_id = ${customerId} and brand_id = ${brandId}
        union all
        select 'identifier', 'i' || lpad(id::text, 12, '0'), at, null, null, null, null, null, null, actor_kind, null, null,
          null, null, null, null, null, false, false, kind, from_value, to_value, decision, opens_at
        from identifier_change where customer_id = ${customerId}
        union all
        select 'link', 'l' || lpad(id::text, 12, '0'), ended_at, null, null, null, null, null, null, null, null, null,
          null, null, null, null, null, false, ended = 'wrong', null, null, null, null, linked_at
        from relation where customer_id = ${customerId} and person_id <> ${personId} and ended_at is not null)
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
  const { kind, id } = row;
  const at = new Date(row.at);
  const otherAt = row.other_at === null ? null : new Date(row.other_at);
  switch (kind) {
    case 'staff':
      return { kind, id, at, action: row.action, role: row.role, reason: row.reason };
    case 'identifier':
      return {
        ...{
          kind,
          id,
          at,
          identifier: row.identifier,
          by: row.actor_kind,
          decision: row.decision,
          opensAt: otherAt,
        },
        before: row.before && hidden(row.before),
        after: row.after && hidden(row.after),
      };
    case 'link':
      return { kind, id, at, since: otherAt ?? at, foundWrong: row.found_wrong };
    case 'choice':
      return choiceOf(row, at);
  }
}

function choiceOf(row: Row, at: Date): HistoryEntry {
  const { id, exchange, version, terms, meaning, state } = row;
  return {
    kind: 'choice',
    id,
    at,
    seq: Number(row.seq),
    exchange,
    version,
    terms,
    meaning,
    from: row.from_state,
    state,
    by: row.actor_kind,
    elsewhere: row.made_at ? { where: row.made_where ?? '', at: new Date(row.made_at) } : null,
    bySignal: row.source === 'gpc',
    bySomeoneElse: row.by_other,
    foundWrong: row.found_wrong,
  };
}
