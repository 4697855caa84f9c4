import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { apiKey } from '#db/schema/api.ts';

/** Writes down that a key was used, once a minute at most: last use is told to the minute. */
export async function markUsed(db: Db, secretHash: string): Promise<void> {
  await db
    .update(apiKey)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiKey.secretHash, secretHash),
        or(isNull(apiKey.lastUsedAt), lt(apiKey.lastUsedAt, sql`now() - interval '1 minute'`)),
      ),
    );
}
