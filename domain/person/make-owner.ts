import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { person, staff } from '#db/schema/person.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { findBrand } from '../brand/queries.ts';
import { DomainError, notFound } from '../errors.ts';
import { emailSchema } from './email-address.ts';

export type Owner = { email: string; brand: string; changed: boolean };

/**
 * Makes the person with an address an owner of a brand, from the command line. They need not have signed in yet: the
 * address has to be proven when they do. Repeating it changes nothing. Throws not_found, invalid.
 */
export async function makeOwner(db: Db, slug: string, address: string): Promise<Owner> {
  const parsed = emailSchema.safeParse(address);
  if (!parsed.success) throw new DomainError('invalid', `"${address}" is not an e-mail address.`);
  const email = parsed.data;
  const brand = await findBrand(db, slug);
  if (!brand) throw notFound('brand');
  return db.transaction(async (tx) => {
    await tx.insert(person).values({ email }).onConflictDoNothing();
    const [found] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
    if (!found) throw new TypeError('An insert gave no row back.');
    const made = await tx
      .insert(staff)
      .values({ brandId: brand.id, personId: found.id, role: 'owner' })
      .onConflictDoUpdate({
        target: [staff.brandId, staff.personId],
        set: { role: 'owner' },
        setWhere: and(sql`${staff.role} <> 'owner'`),
      })
      .returning({ personId: staff.personId });
    const changed = made.length > 0;
    const actor = { kind: 'system', name: 'owner', brandId: brand.id } as const;
    if (changed) await writeAudit(tx, actor, { action: 'staff.owner_made', subject: found.id });
    return { email, brand: brand.slug, changed };
  });
}
