import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { addJobs } from '../delivery/add-jobs.ts';
import { dueOf } from '../delivery/due-of.ts';
import type { Link } from './link.ts';

/**
 * Writes entries of one brand's customers, whose chains are locked, with the choices they make and the deliveries they
 * cause: one statement for however many, so that no entry is without them.
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
    ), due as (${dueOf(brandId, at)})
    ${addJobs()}`);
}
