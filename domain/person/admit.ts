import { and, eq, isNull, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '#db/client.ts';
import { person } from '#db/schema/person.ts';
import type { PersonId } from '../actor.ts';
import { type Linked, linkCustomers } from './link-customers.ts';

/**
 * What every sign-in ends with: an address proven in it becomes the person's when they had none,
 * and the records that brands imported for them are linked.
 */
export async function admit(db: Db, personId: PersonId, verifiedEmail: string | null): Promise<Linked[]> {
  if (verifiedEmail) await confirmEmail(db, personId, verifiedEmail);
  return linkCustomers(db, personId, verifiedEmail);
}

async function confirmEmail(db: Db, personId: PersonId, email: string) {
  const other = alias(person, 'other');
  const taken = db.select({ id: other.id }).from(other).where(eq(other.email, email));
  const theirs = and(eq(person.email, email), isNull(person.emailVerifiedAt));
  const none = and(isNull(person.email), notExists(taken));
  await db
    .update(person)
    .set({ email, emailVerifiedAt: sql`now()` })
    .where(and(eq(person.id, personId), or(theirs, none)));
}
