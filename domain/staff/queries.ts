import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { person, staff } from '#db/schema/person.ts';
import type { LocalText } from '#lib/local-text.ts';
import { type PersonId, type Role, requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

export type Member = {
  personId: string;
  name: string | null;
  email: string | null;
  role: Role;
  addedAt: Date;
  /** Whether they have ever shown that the address is theirs. */
  signedIn: boolean;
};

/** The brand's team, by when they joined. */
export async function listTeam(ctx: Ctx): Promise<Member[]> {
  requireRole(ctx.actor, 'owner');
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        personId: staff.personId,
        name: person.name,
        email: person.email,
        role: staff.role,
        addedAt: staff.addedAt,
        verifiedAt: person.emailVerifiedAt,
      })
      .from(staff)
      .innerJoin(person, eq(person.id, staff.personId))
      .where(eq(staff.brandId, brandId))
      .orderBy(asc(staff.addedAt), asc(staff.personId)),
  );
  return rows.map(({ verifiedAt, ...member }) => ({ ...member, signedIn: verifiedAt !== null }));
}

export type StaffedBrand = { slug: string; name: LocalText; defaultLocale: string; role: Role };

/** The brands at which a person is staff. */
export async function listStaffedBrands(db: Db, personId: PersonId): Promise<StaffedBrand[]> {
  return db
    .select({
      slug: brand.slug,
      name: brand.name,
      defaultLocale: brand.defaultLocale,
      role: staff.role,
    })
    .from(staff)
    .innerJoin(brand, eq(brand.id, staff.brandId))
    .where(eq(staff.personId, personId))
    .orderBy(asc(brand.slug));
}
