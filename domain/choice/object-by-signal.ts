import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { signalLevel } from '#lib/terms.ts';
import { type CustomerActor, requireCustomer } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import { type Circle, type Held, readHeld } from './held.ts';
import { nameOf } from './replay.ts';
import { type Act, act, hasYes, sayNo, standsOn } from './say.ts';

/**
 * Does what the customer's browser asks for by `Sec-GPC: 1` (W3C Global Privacy Control): an objection to each
 * exchange that passes data on and has no answer in force, neither there nor to its use. A no stands already; a yes stays,
 * for the customer to be asked about. Gives the exchanges objected to; on a second visit none, at the cost of one question.
 */
export async function objectBySignal(ctx: Ctx): Promise<string[]> {
  const { actor } = ctx;
  requireCustomer(actor);
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const open = await unanswered(tx, actor, at);
    if (open.length === 0) return [];
    // Asked again once the chain is locked: another visit may have come first.
    const [head, circle] = await Promise.all([
      lockLedger(tx, actor.customerId, actor.personId),
      readHeld(tx, actor, open),
    ]);
    const said = objectTo(open, circle, head, at);
    const { customerId, brandId, personId } = actor;
    const acting = { customerId, brandId, by: { kind: actor.kind, id: personId } };
    await appendToLedger(tx, acting, head, { entries: said.entries, locale: null, at });
    return said.entries.map(({ exchange }) => exchange);
  });
}

/** Objects to those of these that are open, as all stood before. */
export function objectTo(open: readonly string[], circle: Circle, head: { seq: number }, at: Date): Act {
  const said = act(circle, head, at);
  for (const slug of open) {
    const [before, held] = [circle.get(slug), said.circle.get(slug)];
    if (before && held && isOpen(before, circle, at))
      sayNo(said, held, { version: held.liveVersion, source: 'gpc' });
  }
  return said;
}

function isOpen(held: Held, circle: Circle, at: Date): boolean {
  const stands = standsOn(held, at);
  if (held.isRetired || (stands !== 'never_asked' && stands !== 'expired')) return false;
  const others = [...circle.values()].filter(({ use }) => nameOf(use) === nameOf(held.use));
  return !others.some((other) => !other.isRetired && hasYes(other, at));
}

async function unanswered(tx: Tx, actor: CustomerActor, at: Date): Promise<string[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ slug: string }>(sql`
    with stands as materialized (
      select e.slug, e.position, v.category, v.purpose, (v.terms->>'level')::int as level,
        standing(c.state, c.version, c.expires_at, n.state, v.basis, e.asked_since, ${now}) as s,
        standing(c.state, c.version, c.expires_at, n.state, 'consent', e.asked_since, ${now}) = 'granted' as is_yes
      from exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
      left join choice c on c.customer_id = ${actor.customerId} and c.exchange = e.slug
      left join lateral no_to_use(${actor.customerId}, e.brand_id, v.category, v.purpose) n on true
      where e.brand_id = ${actor.brandId} and e.retired_at is null
    )
    select slug from stands
    where level = ${signalLevel} and s in ('never_asked', 'expired') and not exists (
      select from stands yes
      where (yes.category, yes.purpose) = (stands.category, stands.purpose) and yes.is_yes)
    order by position, slug`);
  return rows.map(({ slug }) => slug);
}
