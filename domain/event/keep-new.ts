import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import type { Heard } from './hear-event.ts';

/** How long an event is known again: far longer than any library goes on trying. */
const remembered = sql`interval '7 days'`;

/** Those of the events that did not come before, each once; from now on they are known. */
export async function keepNew(tx: Tx, brandId: BrandId, heard: readonly Heard[]): Promise<Heard[]> {
  const byPrint = new Map(heard.map((event) => [event.fingerprint.toString('hex'), event]));
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
