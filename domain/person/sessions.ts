import { and, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { session } from '#db/schema/person.ts';
import type { PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { uuidSchema } from '../input.ts';

export type NewSession = { tokenHash: string; personId: string; userAgent: string | null; expiresAt: Date };

/** Signs a browser in, and clears the person's sessions that have run out. */
export async function startSession(db: Db, fresh: NewSession): Promise<void> {
  const userAgent = fresh.userAgent?.toWellFormed().replaceAll('\0', '').slice(0, 400) ?? null;
  await db.transaction(async (tx) => {
    const over = lte(session.expiresAt, sql`now()`);
    await tx.delete(session).where(and(eq(session.personId, fresh.personId), over));
    await tx.insert(session).values({ ...fresh, userAgent });
  });
}

export type SessionEntry = { id: string; userAgent: string | null; createdAt: Date; lastSeenAt: Date };

/** Where a person is signed in, last seen first. */
export function listSessions(db: Db, personId: PersonId): Promise<SessionEntry[]> {
  const { id, userAgent, createdAt, lastSeenAt } = session;
  return db
    .select({ id, userAgent, createdAt, lastSeenAt })
    .from(session)
    .where(and(eq(session.personId, personId), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.lastSeenAt), desc(session.createdAt))
    .limit(100);
}

/** Signs one of the person's own browsers out, at once. Throws not_found for anyone else's. */
export async function endSession(db: Db, personId: PersonId, sessionId: unknown): Promise<void> {
  const id = uuidSchema.safeParse(sessionId);
  if (!id.success) throw notFound('session');
  const own = and(eq(session.personId, personId), eq(session.id, id.data));
  const ended = await db.delete(session).where(own).returning({ id: session.id });
  if (ended.length === 0) throw notFound('session');
}

/** Signs the person out everywhere, at once. */
export async function endAllSessions(db: Db, personId: PersonId): Promise<void> {
  await db.delete(session).where(eq(session.personId, personId));
}

/** Signs the browser that holds a token out. An unknown token changes nothing. */
export async function endSessionOf(db: Db, tokenHash: string): Promise<void> {
  await db.delete(session).where(eq(session.tokenHash, tokenHash));
}
