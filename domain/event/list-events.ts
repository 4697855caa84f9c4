import { sql } from 'drizzle-orm';
import type { countedTypes } from '#db/schema/event.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { type EventMapping, type MappedType, mappedTypes } from './mapping.ts';
import { readMapping, seenOf } from './read-mapping.ts';
import { otherNames } from './record-counts.ts';
import type { Taken } from './take-events.ts';

/** A kind of event: how many came in the last thirty days, what became of them, and what they are to become. */
export type ListedEvent = {
  type: (typeof countedTypes)[number];
  /** Empty where there is none; null for all of a day beyond those that are told apart. */
  name: string | null;
  counts: Taken;
  lastAt: Date | null;
  /** Null when nothing wants it. */
  mapping: EventMapping | null;
  /** Says which mapping its reader has seen; every change of it asks for it. */
  seen: string;
};

export type EventKind = { type: MappedType; name: string };

const days = 30;

/** How many kinds are listed. */
export const mostListed = 200;

/** The kinds of events that came lately or that are mapped, the newest first. */
export async function listEvents(ctx: Ctx): Promise<ListedEvent[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  return read(ctx, null);
}

/** One kind of event, whether it came already or not. */
export async function findEvent(ctx: Ctx, kind: EventKind): Promise<ListedEvent> {
  requireRole(ctx.actor, 'owner', 'editor');
  const [found] = await read(ctx, kind);
  return found ?? listed({ ...kind, lastAt: null, rules: null, ...none });
}

type Row = {
  type: ListedEvent['type'];
  name: string;
  lastAt: string | null;
  rules: unknown;
} & Taken;

const none: Taken = { stored: 0, withheld: 0, unmapped: 0, anonymous: 0, invalid: 0 };

async function read(ctx: Ctx, kind: EventKind | null): Promise<ListedEvent[]> {
  const { brandId } = ctx.actor;
  const from = new Date(clock(ctx).getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const only = kind ? sql`and type = ${kind.type} and name = ${kind.name}` : sql``;
  const sum = (outcome: keyof Taken) =>
    sql`coalesce(sum(count) filter (where outcome = ${outcome}), 0)::int as ${sql.identifier(outcome)}`;
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      select type, name, c.last_at as "lastAt", m.rules, coalesce(stored, 0) as stored,
        coalesce(withheld, 0) as withheld, coalesce(unmapped, 0) as unmapped,
        coalesce(anonymous, 0) as anonymous, coalesce(invalid, 0) as invalid
      from (
        select type, name, max(last_at) as last_at, ${sum('stored')}, ${sum('withheld')}, ${sum('unmapped')},
          ${sum('anonymous')}, ${sum('invalid')}
        from event_count where brand_id = ${brandId} and day > ${from}::date ${only} group by type, name
      ) c
      full join (select type, name, rules from event_mapping where brand_id = ${brandId} ${only}) m using (type, name)
      order by c.last_at desc nulls last, type, name limit ${mostListed}`),
  );
  return rows.map(listed);
}

function listed({ type, name: said, lastAt, rules, ...counts }: Row): ListedEvent {
  const name = said === otherNames ? null : said;
  const mapped = mappedTypes.find((each) => each === type);
  const mapping = mapped && name !== null && rules ? readMapping({ type: mapped, name, rules }) : null;
  return {
    ...{ type, name, counts, mapping },
    lastAt: lastAt === null ? null : new Date(lastAt),
    seen: seenOf(rules),
  };
}
