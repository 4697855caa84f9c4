import { and, eq, isNull, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Db } from '#db/client.ts';
import { provedAddress } from '#db/schema/identity.ts';
import { account, person } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import type { PersonId } from '../actor.ts';
import { endUnproven } from './end-links.ts';
import { type Linked, linkCustomers } from './link-customers.ts';

/**
 * What every sign-in ends with: what was proven in it is written down, links whose proof has gone end, and the records
 * that are the person's are linked. An address becomes the person's when they had none. `account`: the OIDC account
 * they came by; what its issuer says now stands in the place of what it said before.
 */
export async function admit(
  db: Db,
  personId: PersonId,
  verifiedEmail: string | null,
  by?: { issuer: string; subject: string },
): Promise<Linked[]> {
  if (verifiedEmail) {
    await confirmEmail(db, personId, verifiedEmail);
    await keepProved(db, personId, verifiedEmail);
  }
  if (by) await keepIssuersWord(db, by, verifiedEmail);
  return linkCustomers(db, personId);
}

const keepProved = (db: Db, personId: PersonId, email: string) =>
  db
    .insert(provedAddress)
    .values({ email, personId })
    .onConflictDoUpdate({ target: [provedAddress.email, provedAddress.personId], set: { at: sql`now()` } });

async function keepIssuersWord(db: Db, by: { issuer: string; subject: string }, email: string | null) {
  const its = and(eq(account.provider, by.issuer), eq(account.subject, by.subject));
  await withScope(db, { kind: 'portal' }, async (tx) => {
    const other = sql`${account.email} is distinct from ${email}`;
    const [changed] = await tx.update(account).set({ email }).where(and(its, other)).returning();
    if (changed) await endUnproven(tx, sql`r.person_id = ${changed.personId}`, 'unproven');
  });
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
