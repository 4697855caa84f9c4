import { eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { staff } from '#db/schema/person.ts';
import type { BrandId, Role } from '../actor.ts';
import { DomainError, notFound } from '../errors.ts';
import { invalid } from '../parse-input.ts';

/**
 * Locks the brand's team, so that two owners cannot remove each other at once, and checks a change to one member:
 * there (`not_found`), as the caller saw them (`stale`), and not the last owner (`invalid` at `role`).
 */
export async function holdMember(
  tx: Tx,
  brandId: BrandId,
  change: { personId: string; seen: Role; next: Role | null },
): Promise<void> {
  const team = await tx
    .select({ personId: staff.personId, role: staff.role })
    .from(staff)
    .where(eq(staff.brandId, brandId))
    .orderBy(staff.personId)
    .for('update');
  const member = team.find(({ personId }) => personId === change.personId);
  if (!member) throw notFound('member of staff');
  if (member.role !== change.seen) throw new DomainError('stale', 'Their role has changed.');
  const owners = team.filter(({ role }) => role === 'owner').length;
  if (member.role === 'owner' && change.next !== 'owner' && owners === 1)
    throw invalid({ role: 'last_owner' });
}
