import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { addJobs } from '../delivery/add-jobs.ts';
import { dueOf } from '../delivery/due-of.ts';
import type { Link } from './link.ts';

/**
 * Writes entries of one brand's customers, whose chains are locked, with the choices they make, the words on uses they are
 * (`replay.ts` has the rule), and the deliveries they cause: one statement for however many, so that no entry is without
 * them. No two may be about one exchange of one customer.
 */
export async function writeLinks(tx: Tx, brandId: BrandId, at: Date, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return;
  const now = sql`${at.toISOString()}::timestamptz`;
  await tx.execute(sql`
    with link as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(links)}::text::jsonb) as link (
        customer uuid, seq bigint, exchange text, version integer, "from" text, state text, "expiresAt" timestamptz,
        "actorKind" text, "actorId" text, locale text, evidence jsonb, "madeAt" timestamptz, source text,
        told text[], prev text, hash text)
    ), written as (
      insert into ledger (customer_id, seq, brand_id, exchange, version, from_state, state, actor_kind, actor_id, locale,
        at, evidence, made_at, source, expires_at, told, prev_hash, hash)
      select customer, seq, ${brandId}::uuid, exchange, version, "from", state, "actorKind", "actorId", locale, ${now},
        nullif(evidence, 'null'), "madeAt", source, "expiresAt", told, decode(prev, 'hex'), decode(hash, 'hex')
      from link
    ), chosen as (
      insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at, expires_at, source)
      select customer, ${brandId}::uuid, exchange, state, version, seq, ${now}, "expiresAt", source from link
      on conflict (customer_id, exchange) do update
      set state = excluded.state, version = excluded.version, seq = excluded.seq, chosen_at = excluded.chosen_at,
        expires_at = excluded.expires_at, source = excluded.source
    ), word as (
      select link.customer, v.category, v.purpose, link.state, link.exchange, link.version, link.seq, ${now} as said_at,
        link.source
      from link
      join exchange_version v on v.brand_id = ${brandId}::uuid and v.exchange = link.exchange and v.version = link.version
      where link.state <> 'expired'
      union all
      select c.customer_id, v.category, v.purpose, c.state, c.exchange, c.version, c.seq, c.chosen_at, c.source
      from link
      join choice c on c.customer_id = link.customer and c.exchange = link.exchange
      join exchange_version v on v.brand_id = ${brandId}::uuid and v.exchange = c.exchange
        and v.version between c.version and link.version
      where link.state <> 'expired' and c.state in ('refused', 'withdrawn', 'objected')
    ), kept as (
      insert into use_choice (customer_id, category, purpose, brand_id, state, exchange, version, seq, said_at, source)
      select distinct on (customer, category, purpose)
        customer, category, purpose, ${brandId}::uuid, state, exchange, version, seq, said_at, source
      from word order by customer, category, purpose, seq desc
      on conflict (customer_id, category, purpose) do update
      set state = excluded.state, exchange = excluded.exchange, version = excluded.version, seq = excluded.seq,
        said_at = excluded.said_at, source = excluded.source
      where use_choice.seq < excluded.seq
    ), due as (${dueOf(brandId, at)})
    ${addJobs()}`);
}
