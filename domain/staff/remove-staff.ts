import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { roles, staff } from '#db/schema/person.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { uuidSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { holdMember } from './hold-member.ts';

const schema = z.strictObject({ personId: uuidSchema, seen: z.enum(roles) });

/** Takes someone off the team; from then on the brand's staff pages answer them as missing. The last owner stays. */
export async function removeStaff(ctx: Ctx, input: { personId: string; seen: string }): Promise<void> {
  requireRole(ctx.actor, 'owner');
  const { personId, seen } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await holdMember(tx, brandId, { personId, seen, next: null });
    await tx.delete(staff).where(and(eq(staff.brandId, brandId), eq(staff.personId, personId)));
    await writeAudit(tx, ctx.actor, { action: 'staff.removed', subject: personId, details: { role: seen } });
  });
}
