import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '#db/client.ts';
import { customer } from '#db/schema/customer.ts';
import { type BrandId, type CustomerId, requireRole } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { idKeyOf } from '../brand/queries.ts';
import { type Ctx, transact } from '../context.ts';
import { textSchema } from '../input.ts';
import { parseInput } from '../parse-input.ts';
import { countLookUp } from '../person/attempts.ts';
import { customerId } from './customer-id.ts';

const fewWords = /\S+\s+\S+/;

const schema = z.strictObject({
  by: z.enum(['external_id', 'email']),
  value: textSchema(254),
  /** The customer reads it. */
  reason: textSchema(300).pipe(z.string().min(10)).pipe(z.string().regex(fewWords)),
});

export type LookUp = { by: string; value: string; reason: string };

/**
 * Looks one customer up, by the brand's own id or by address (several may share one: then all of them, ten at most).
 * Every look-up is written down, one that finds nobody too: without the words searched for, which may name
 * someone who is no customer. Throws limited after sixty in ten minutes. Gives the id under which the person who asked may read the answer (`read-look-up.ts`).
 */
export async function lookUpCustomer(ctx: Ctx, input: LookUp): Promise<{ lookUp: number; found: number }> {
  requireRole(ctx.actor, 'owner', 'support');
  const { by, value, reason } = parseInput(schema, input);
  const { actor } = ctx;
  await countLookUp(ctx.db, actor);
  return transact(ctx, async (tx) => {
    const found = await (by === 'email'
      ? byEmail(tx, actor.brandId, value)
      : byExternalId(tx, actor.brandId, value));
    const details = { by, reason, found: found.length };
    const concerned = found.length > 0 ? found : [{ customerId: null, externalId: null }];
    const ids: number[] = [];
    for (const { customerId, externalId } of concerned)
      ids.push(
        await writeAudit(tx, actor, {
          action: 'customer.looked_up',
          subject: externalId,
          customerId,
          details,
        }),
      );
    return { lookUp: Math.min(...ids), found: found.length };
  });
}

type Found = { customerId: CustomerId; externalId: string };

async function byExternalId(tx: Tx, brandId: BrandId, externalId: string): Promise<Found[]> {
  const id = customerId(await idKeyOf(tx, brandId), externalId);
  const rows = await tx
    .select({ externalId: customer.externalId })
    .from(customer)
    .where(and(eq(customer.customerId, id), eq(customer.brandId, brandId)));
  return rows.map((row) => ({ ...row, customerId: id }));
}

async function byEmail(tx: Tx, brandId: BrandId, email: string): Promise<Found[]> {
  const rows = await tx
    .select({ customerId: customer.customerId, externalId: customer.externalId })
    .from(customer)
    .where(and(eq(customer.email, email.toLowerCase()), eq(customer.brandId, brandId)))
    .orderBy(asc(customer.externalId))
    .limit(10);
  return rows.map((row) => ({ ...row, customerId: row.customerId as CustomerId }));
}
