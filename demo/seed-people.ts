import { inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { demoPerson, person, staff } from '#db/schema/person.ts';
import { demoPeople } from './people.ts';

/** Makes the people whom the sign-in page offers, and puts the staff among them to work. */
export async function seedPeople(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .insert(person)
      .values(demoPeople.map(({ email, name }) => ({ email, name, emailVerifiedAt: new Date() })))
      .onConflictDoNothing();
    const people = await tx
      .select({ id: person.id, email: person.email })
      .from(person)
      .where(
        inArray(
          person.email,
          demoPeople.map(({ email }) => email),
        ),
      );
    const brands = await tx.select({ id: brand.id, slug: brand.slug }).from(brand);
    const found = demoPeople.flatMap((each, position) => {
      const personId = people.find(({ email }) => email === each.email)?.id;
      return personId ? [{ ...each, personId, position }] : [];
    });
    await tx.insert(staff).values(
      found.flatMap(({ personId, staffOf }) => {
        const brandId = brands.find(({ slug }) => slug === staffOf?.brand)?.id;
        return staffOf && brandId ? [{ brandId, personId, role: staffOf.role }] : [];
      }),
    );
    await tx
      .insert(demoPerson)
      .values(found.map(({ personId, position, note }) => ({ personId, position, note })));
  });
}
