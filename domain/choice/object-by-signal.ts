import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { signalLevel } from '#lib/terms.ts';
import { type CustomerActor, requireCustomer } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { standing } from '../exchange/standing.ts';
import { appendToLedger, lockLedger } from '../ledger/append.ts';
import type { Entry } from '../ledger/link.ts';
import { readHeld } from './held.ts';

/**
 * Does what the customer's browser asks for by `Sec-GPC: 1` (W3C Global Privacy Control): an objection to each
 * exchange that passes data on and has no answer in force. A no stands already; a yes stays, for the customer to
 * be asked about. Gives the exchanges objected to; on a second visit none, at the cost of one question.
 */
export async function objectBySignal(ctx: Ctx): Promise<string[]> {
  const { actor } = ctx;
  requireCustomer(actor);
  const at = clock(ctx);
  return transact(ctx, async (tx) => {
    const open = await unanswered(tx, actor, at);
    if (open.length === 0) return [];
    // Asked again once the chain is locked: another visit may have come first.
    const [head, held] = await Promise.all([
      lockLedger(tx, actor.customerId, actor.personId),
      readHeld(tx, actor, open),
    ]);
    const entries = [...held].flatMap(([exchange, its]): Entry[] => {
      const from = standing(its.choice, its, at);
      if (from !== 'never_asked' && from !== 'expired') return [];
      return [
        { exchange, version: its.liveVersion, from, state: 'objected', expiresAt: null, source: 'gpc' },
      ];
    });
    const { customerId, brandId, personId } = actor;
    const acting = { customerId, brandId, by: { kind: actor.kind, id: personId } };
    await appendToLedger(tx, acting, head, { entries, locale: null, at });
    return entries.map(({ exchange }) => exchange);
  });
}

async function unanswered(tx: Tx, actor: CustomerActor, at: Date): Promise<string[]> {
  const rows = await tx.execute<{ slug: string }>(sql`
    select e.slug
    from exchange e
    join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
    left join choice c on c.customer_id = ${actor.customerId} and c.exchange = e.slug
    where e.brand_id = ${actor.brandId} and e.retired_at is null and (v.terms->>'level')::int = ${signalLevel}
      and standing(c.state, c.version, c.expires_at, v.basis, e.asked_since, ${at.toISOString()}::timestamptz)
        in ('never_asked', 'expired')`);
  return rows.map(({ slug }) => slug);
}
