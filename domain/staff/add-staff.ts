import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { person, roles, staff } from '#db/schema/person.ts';
import { requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { parseInput } from '../parse-input.ts';
import { emailSchema } from '../person/email-address.ts';

const schema = z.strictObject({ email: emailSchema, role: z.enum(roles) });

/**
 * Gives a person a role at the brand, by address. One whom the portal does not know yet is known from now on:
 * the role waits for their first sign-in. Throws `conflict` when they are on the team already.
 */
export async function addStaff(ctx: Ctx, input: { email: string; role: string }): Promise<void> {
  requireRole(ctx.actor, 'owner');
  const { email, role } = parseInput(schema, input);
  const { brandId } = ctx.actor;
  await transact(ctx, async (tx) => {
    await tx.insert(person).values({ email }).onConflictDoNothing();
    const [known] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
    if (!known) throw new TypeError('A person was not kept.');
    const made = await tx
      .insert(staff)
      .values({ brandId, personId: known.id, role })
      .onConflictDoNothing()
      .returning({ role: staff.role });
    if (made.length === 0)
      throw new DomainError('conflict', 'They are on the team already.', { email: 'taken' });
    await writeAudit(tx, ctx.actor, { action: 'staff.added', subject: known.id, details: { role } });
  });
}
