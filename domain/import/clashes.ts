import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';

/** A row that has the key of an earlier one, but says something else. */
export type Clash = { feed: number; line: string; key: string; firstFeed: number; firstLine: string };

/** What of a staged row must be the same when its key is. */
const said = {
  holding: ['label', 'value', 'source', 'place', 'collected_at', 'keep_until'],
  benefit: ['label', 'amount', 'capital', 'unit', 'received_at'],
} as const;

/** The rows of `every_…` that the first of their key in `next_…` contradicts; rows that repeat it are no matter. */
export async function findClashes(tx: Tx, noun: keyof typeof said): Promise<Clash[]> {
  const target = noun === 'holding' ? 'category' : 'exchange';
  const columns = (table: string) => said[noun].map((column) => `${table}.${column}`).join(', ');
  return tx.execute<Clash>(
    sql.raw(`select s.feed, s.line, s.key, n.feed as "firstFeed", n.line as "firstLine"
      from every_${noun} s join next_${noun} n using (customer_id, ${target}, key)
      where (${columns('s')}) is distinct from (${columns('n')}) order by s.feed, s.line`),
  );
}
