import { asc, eq } from 'drizzle-orm';
import { person, staff } from '#db/schema/person.ts';
import { type Role, requireRole } from '../actor.ts';
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
