import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { signInLink } from '#db/schema/person.ts';

export type SignInLink = { email: string; tokenHash: string; expiresAt: Date };

/** Keeps what proves a link, and drops what has run out. */
export async function keepSignInLink(db: Db, link: SignInLink): Promise<void> {
  await db.delete(signInLink).where(lte(signInLink.expiresAt, sql`now()`));
  await db.insert(signInLink).values(link);
}

/** For whom a link would sign in, without spending it; null when it is spent, run out or made up. */
export async function peekSignInLink(db: Db, tokenHash: string): Promise<string | null> {
  const good = and(eq(signInLink.tokenHash, tokenHash), gt(signInLink.expiresAt, sql`now()`));
  const [found] = await db.select({ email: signInLink.email }).from(signInLink).where(good);
  return found?.email ?? null;
}

/** Spends a link. Of two that try at once, one gets it. Its other links to the address stop working too. */
export async function spendSignInLink(db: Db, tokenHash: string): Promise<SignInLink | null> {
  return db.transaction(async (tx) => {
    const [spent] = await tx.delete(signInLink).where(eq(signInLink.tokenHash, tokenHash)).returning();
    if (!spent) return null;
    await tx.delete(signInLink).where(eq(signInLink.email, spent.email));
    return spent;
  });
}
