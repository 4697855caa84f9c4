import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { account, person } from '#db/schema/person.ts';
import { known, type Person } from './find-person.ts';

export type NewPerson = {
  /** Proven to be theirs, in small letters; null when no address is. */
  verifiedEmail: string | null;
  name: string | null;
};

/** Someone who signs in for the first time. Two such at once with one address become one person. */
export async function makePerson(db: Db, { verifiedEmail, name }: NewPerson): Promise<Person> {
  const made = await db
    .insert(person)
    .values({ email: verifiedEmail, emailVerifiedAt: verifiedEmail ? sql`now()` : null, name })
    .onConflictDoUpdate({ target: person.email, set: { emailVerifiedAt: sql`now()` } })
    .returning();
  const found = known(made);
  if (!found) throw new TypeError('An insert gave no row back.');
  return found;
}

/** Notes that an issuer's subject is this person, once and for all. */
export async function linkAccount(db: Db, personId: string, issuer: string, subject: string): Promise<void> {
  await db.insert(account).values({ personId, provider: issuer, subject });
}
