import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { session } from '#db/schema/person.ts';

/** Notes that a session is in use, at most once in five minutes. */
export async function markSeen(db: Db, sessionId: string): Promise<void> {
  const longAgo = lt(session.lastSeenAt, sql`now() - interval '5 minutes'`);
  await db
    .update(session)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(session.id, sessionId), longAgo));
}
