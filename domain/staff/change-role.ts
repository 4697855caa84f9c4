import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { roles, staff } from '#db/schema/person.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { uuidSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { holdMember } from './hold-member.ts';

const schema = z.strictObject({ personId: uuidSchema, seen: z.enum(roles), role: z.enum(roles) });

/** Gives a member of staff another role. `seen` is the role that the caller saw. The last owner stays owner. */
export async function changeRole(
  ctx: Ctx,
  input: { personId: string; seen: string; role: string },
): Promise<void> {
  requireRole(ctx.actor, 'owner');
  const { personId, seen, role } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await holdMember(tx, brandId, { personId, seen, next: role });
    await tx
      .update(staff)
      .set({ role })
      .where(and(eq(staff.brandId, brandId), eq(staff.personId, personId)));
    await writeAudit(tx, ctx.actor, {
      action: 'staff.changed',
      subject: personId,
      details: { from: seen, to: role },
    });
  });
}
