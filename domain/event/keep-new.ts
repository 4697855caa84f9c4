import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import type { Heard } from './hear-event.ts';
import type { EventPlan } from './read-plan.ts';

/** How long an event is known again: far longer than any library goes on trying. */
const remembered = sql`interval '7 days'`;

/**
 * Those of the events that did not come before, each once; from now on they are known. Under another mapping an event is
 * new again, so that who maps one late can send it again.
 */
export async function keepNew(
  tx: Tx,
  brandId: BrandId,
  plan: EventPlan,
  heard: readonly Heard[],
): Promise<Heard[]> {
  const byPrint = new Map(heard.map((event) => [printOf(event, plan), event]));
  await tx.execute(sql`
    delete from event_seen where brand_id = ${brandId} and seen_at < now() - ${remembered}`);
  const rows = await tx.execute<{ print: string }>(sql`
    insert into event_seen (brand_id, fingerprint)
    select ${brandId}::uuid, decode(print, 'hex')
    from unnest(${`{${[...byPrint.keys()].join(',')}}`}::text[]) as print order by print
    on conflict do nothing returning encode(fingerprint, 'hex') as print`);
  const fresh = new Set(rows.map(({ print }) => print));
  return [...byPrint].flatMap(([print, event]) => (fresh.has(print) ? [event] : []));
}

const printOf = (event: Heard, plan: EventPlan): string =>
  createHash('sha256')
    .update(`${event.identity} ${plan.of(event)?.rules ?? ''}`)
    .digest('hex')
    .slice(0, 32);
