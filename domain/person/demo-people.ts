import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { demoPerson, person, staff } from '#db/schema/person.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { uuidSchema } from '../input.ts';

export type DemoPerson = {
  id: string;
  name: string | null;
  note: LocalText;
  /** The brand that the person works for; null for those who are only customers. */
  staffOf: LocalText | null;
};

/** The invented people whom the demo lets anyone sign in as. */
export function listDemoPeople(db: Db): Promise<DemoPerson[]> {
  return db
    .select({ id: person.id, name: person.name, note: demoPerson.note, staffOf: brand.name })
    .from(demoPerson)
    .innerJoin(person, eq(person.id, demoPerson.personId))
    .leftJoin(staff, eq(staff.personId, person.id))
    .leftJoin(brand, eq(brand.id, staff.brandId))
    .orderBy(asc(demoPerson.position));
}

/** Throws not_found for anyone who is not an invented person. */
export async function requireDemoPerson(db: Db, personId: unknown): Promise<PersonId> {
  const id = uuidSchema.safeParse(personId);
  const found = id.success
    ? await db.select({ id: demoPerson.personId }).from(demoPerson).where(eq(demoPerson.personId, id.data))
    : [];
  if (!found[0]) throw notFound('person');
  return found[0].id as PersonId;
}
