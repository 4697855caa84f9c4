import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { account, person } from '#db/schema/person.ts';
import type { PersonId } from '../actor.ts';

export type Person = Omit<typeof person.$inferSelect, 'id'> & { id: PersonId };

export const findPerson = async (db: Db, id: string): Promise<Person | null> =>
  known(await db.select().from(person).where(eq(person.id, id)));

/** `email` in small letters, as `emailSchema` gives it. */
export const findPersonByEmail = async (db: Db, email: string): Promise<Person | null> =>
  known(await db.select().from(person).where(eq(person.email, email)));

/** Whom an OIDC issuer means by a subject. */
export async function findPersonByAccount(db: Db, issuer: string, subject: string): Promise<Person | null> {
  const rows = await db
    .select(getTableColumns(person))
    .from(person)
    .innerJoin(account, eq(account.personId, person.id))
    .where(and(eq(account.provider, issuer), eq(account.subject, subject)));
  return known(rows);
}

export const known = ([row]: (typeof person.$inferSelect)[]): Person | null =>
  row ? { ...row, id: row.id as PersonId } : null;
