import { type SQL, sql } from 'drizzle-orm';
import type { identifierKinds } from '#db/schema/identity.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

export type IdentifierKind = (typeof identifierKinds)[number];

/** A changed address or account of a record that does not let its person in yet. */
export type WaitingChange = {
  id: number;
  /** The brand's own number of the customer. */
  externalId: string;
  kind: IdentifierKind;
  /** The last one that let its person in, with all but its beginning and its end hidden; null when there was none. */
  before: string | null;
  value: string;
  at: Date;
  /** Name or address of who set it, a key's name; null for a key or person no longer known. */
  by: string | null;
  byKind: 'staff' | 'key' | 'system' | 'customer';
  told: boolean;
  objected: boolean;
  /** Lets its person in by itself then; null: only once it is confirmed. */
  opensAt: Date | null;
  /** How many wait that came in by the same load, this one among them. */
  ofLoad: number;
};

/** The latest change of an identifier, as long as it does not let its person in. Of the table as `ch`. */
export const isWaiting: SQL = sql.raw(`ch.decision is null and ch.to_value is not null
  and coalesce(ch.opens_at > now(), true) and not exists (select from identifier_change next
    where next.customer_id = ch.customer_id and next.kind = ch.kind and next.id > ch.id)`);

const pageSize = 50;

/** What waits for a second person at the brand, oldest first. */
export async function listWaiting(
  ctx: Ctx,
  after = 0,
): Promise<{ changes: WaitingChange[]; more: number | null }> {
  requireRole(ctx.actor, 'owner', 'editor', 'support');
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx.execute<
      Omit<WaitingChange, 'at' | 'opensAt' | 'id'> & { id: string; at: string; opensAt: string | null }
    >(sql`
      with waiting as materialized (
        select ch.* from identifier_change ch where ch.brand_id = ${brandId} and ${isWaiting}
      ), load as (
        select actor_kind, actor_id, at, count(*)::int as of_load from waiting group by 1, 2, 3
      )
      select w.id, c.external_id as "externalId", w.kind, w.earlier as before, w.to_value as value, w.at,
        w.actor_kind as "byKind", coalesce(p.name, p.email, k.name) as by, w.told_at is not null as told,
        w.objected_at is not null as objected, w.opens_at as "opensAt", load.of_load as "ofLoad"
      from waiting w
      join load on load.at = w.at and load.actor_kind = w.actor_kind and load.actor_id is not distinct from w.actor_id
      join customer c on c.customer_id = w.customer_id
      left join person p on w.actor_kind = 'staff' and p.id::text = w.actor_id
      left join api_key k on w.actor_kind = 'key' and k.id::text = w.actor_id
      where w.id > ${after} order by w.id limit ${pageSize + 1}`),
  );
  const shown = rows.slice(0, pageSize).map((row) => ({
    ...row,
    id: Number(row.id),
    before: row.before && hidden(row.before),
    at: new Date(row.at),
    opensAt: row.opensAt === null ? null : new Date(row.opensAt),
  }));
  return { changes: shown, more: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
}

/** Of an address its first letter and its domain, of an account its last letters: enough to tell it from another. */
export function hidden(value: string): string {
  const at = value.lastIndexOf('@');
  return at > 0 && !value.includes('|') ? `${value.slice(0, 1)}…${value.slice(at)}` : `…${value.slice(-4)}`;
}

/** A record of someone who works for the brand: it opens to them once a colleague confirms it. */
export type OwnOfTeam = { externalId: string; kind: IdentifierKind; value: string; name: string | null };

/** Records whose address or account someone on the team proves, and nobody else has vouched for. */
export async function listOwnOfTeam(ctx: Ctx): Promise<OwnOfTeam[]> {
  requireRole(ctx.actor, 'owner', 'editor', 'support');
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => [
    ...(await tx.execute<OwnOfTeam>(sql`
      select distinct c.external_id as "externalId", o.kind, o.value, coalesce(p.name, p.email) as name
      from staff s join person p on p.id = s.person_id
      cross join lateral own_records(s.person_id) o
      join customer c on c.customer_id = o.customer_id
      where s.brand_id = ${brandId} and o.brand_id = ${brandId} and o.is_open and not o.may_link and o.linked_to is null
        and not found_wrong(o.customer_id, o.kind, o.value)
      order by 1, 2`)),
  ]);
}
