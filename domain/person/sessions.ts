import { and, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { session } from '#db/schema/person.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { uuidSchema } from '../input.ts';

export type NewSession = {
  tokenHash: string;
  personId: string;
  userAgent: string | null;
  expiresAt: Date;
  /** The one record that it opens, when a brand's own login begins it, and the key of that login. */
  through?: { customerId: CustomerId; brandId: BrandId; kid: string };
};

/** Whose sessions: a person's, or, for whom a brand's login let in, those that it began for the same record. */
export type Whose = { personId: PersonId; through: CustomerId | null };

/** Signs a browser in, and clears the person's sessions that have run out. */
export async function startSession(
  db: Pick<Db, 'transaction'>,
  { through, ...fresh }: NewSession,
): Promise<void> {
  const userAgent = fresh.userAgent?.toWellFormed().replaceAll('\0', '').slice(0, 400) ?? null;
  await db.transaction(async (tx) => {
    const over = lte(session.expiresAt, sql`now()`);
    await tx.delete(session).where(and(eq(session.personId, fresh.personId), over));
    await tx.insert(session).values({
      ...{ ...fresh, userAgent },
      throughCustomer: through?.customerId,
      throughBrand: through?.brandId,
      throughKey: through?.kid,
    });
  });
}

export type SessionEntry = {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  /** The brand whose login began it; null for one that the person began. */
  through: { name: LocalText; defaultLocale: string } | null;
};

/** Where a person is signed in, last seen first. */
export function listSessions(db: Db, whose: Whose): Promise<SessionEntry[]> {
  const { id, userAgent, createdAt, lastSeenAt } = session;
  return db
    .select({
      ...{ id, userAgent, createdAt, lastSeenAt },
      through: { name: brand.name, defaultLocale: brand.defaultLocale },
    })
    .from(session)
    .leftJoin(brand, eq(brand.id, session.throughBrand))
    .where(and(of(whose), gt(session.expiresAt, sql`now()`)))
    .orderBy(desc(session.lastSeenAt), desc(session.createdAt))
    .limit(100);
}

/** Signs one of the person's own browsers out, at once. Throws not_found for anyone else's. */
export async function endSession(db: Db, whose: Whose, sessionId: unknown): Promise<void> {
  const id = uuidSchema.safeParse(sessionId);
  if (!id.success) throw notFound('session');
  const own = and(of(whose), eq(session.id, id.data));
  const ended = await db.delete(session).where(own).returning({ id: session.id });
  if (ended.length === 0) throw notFound('session');
}

/** Signs the person out everywhere, at once. */
export async function endAllSessions(db: Db, whose: Whose): Promise<void> {
  await db.delete(session).where(of(whose));
}

/** Signs the browser that holds a token out. An unknown token changes nothing. */
export async function endSessionOf(db: Db, tokenHash: string): Promise<void> {
  await db.delete(session).where(eq(session.tokenHash, tokenHash));
}

const of = ({ personId, through }: Whose) =>
  and(eq(session.personId, personId), through === null ? undefined : eq(session.throughCustomer, through));
