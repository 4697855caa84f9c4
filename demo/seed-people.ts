import { inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { demoPerson, person, staff } from '#db/schema/person.ts';
import type { BrandId, PersonId, StaffActor } from '#domain/actor.ts';
import { lookUpCustomer } from '#domain/customer/look-up.ts';
import { demoPeople } from './people.ts';
import { draftSomethingNew, draftSomethingWider } from './seed-drafts.ts';

type Known = (typeof demoPeople)[number] & { personId: PersonId; position: number };

/** Makes the people whom the sign-in page offers, and puts the staff among them to work. */
export async function seedPeople(db: Db): Promise<void> {
  const known = await makePeople(db);
  const brands = await db.select({ id: brand.id, slug: brand.slug }).from(brand);
  const staffed = known.flatMap(({ email, personId, staffOf }): Post[] => {
    const brandId = brands.find(({ slug }) => slug === staffOf?.brand)?.id as BrandId | undefined;
    return staffOf && brandId
      ? [{ email, actor: { kind: 'staff', personId, brandId, role: staffOf.role } }]
      : [];
  });
  await db
    .insert(staff)
    .values(staffed.map(({ actor: { personId, brandId, role } }) => ({ personId, brandId, role })))
    .onConflictDoNothing();
  await putToWork(db, staffed);
  await db
    .insert(demoPerson)
    .values(known.map(({ personId, position, note }) => ({ personId, position, note })));
}

async function makePeople(db: Db): Promise<Known[]> {
  const emails = demoPeople.map(({ email }) => email);
  await db
    .insert(person)
    .values(demoPeople.map(({ email, name }) => ({ email, name, emailVerifiedAt: new Date() })))
    .onConflictDoNothing();
  const people = await db
    .select({ id: person.id, email: person.email })
    .from(person)
    .where(inArray(person.email, emails));
  const idOf = new Map(people.map(({ id, email }) => [email, id as PersonId]));
  return demoPeople.flatMap((each, position) => {
    const personId = idOf.get(each.email);
    return personId ? [{ ...each, personId, position }] : [];
  });
}

type Post = { email: string; actor: StaffActor };

/** So that a customer finds in her history who looked at her data, and that editors have something on their desks. */
async function putToWork(db: Db, staffed: readonly Post[]) {
  for (const { email, actor } of staffed) {
    if (email === 'sana@brightfennel.example.com') {
      const reason = 'You asked on the phone where your order is.';
      await lookUpCustomer({ db, actor }, { by: 'email', value: 'mira@example.com', reason });
    }
    if (email === 'emil@brightfennel.example.com') await draftSomethingNew(db, actor);
    if (email === 'edda@otterlight.example.com') await draftSomethingWider(db, actor);
  }
}
