import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** The rows of one query as they were when it began, a batch at a time, however many there are. One reader a transaction. */
export async function* readInBatches<Row extends Record<string, unknown>>(tx: Tx, query: SQL, size = 5000) {
  await tx.execute(sql`declare batches no scroll cursor for ${query}`);
  for (;;) {
    const rows = await tx.execute<Row>(sql.raw(`fetch ${size} from batches`));
    if (rows.length > 0) yield rows;
    if (rows.length < size) break;
  }
  await tx.execute(sql`close batches`);
}
