import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/**
 * The rows of one query as they were when it began, a batch at a time, however many there are. Several readers in one
 * transaction need a name each.
 */
export async function* readInBatches<Row extends Record<string, unknown>>(
  tx: Tx,
  query: SQL,
  { size = 5000, name = 'batches' } = {},
) {
  const cursor = sql.identifier(name);
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${query}`);
  let isOpen = true;
  try {
    while (isOpen) {
      const rows = await tx.execute<Row>(sql`fetch ${sql.raw(String(size))} from ${cursor}`);
      isOpen = rows.length === size;
      if (!isOpen) await tx.execute(sql`close ${cursor}`);
      if (rows.length > 0) yield rows;
    }
  } finally {
    // The reader has seen enough. In a transaction that failed there is nothing to close.
    if (isOpen) await tx.execute(sql`close ${cursor}`).catch(() => {});
  }
}
