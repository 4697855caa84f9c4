import { and, eq, gt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/client.ts';
import { audit } from '#db/schema/audit.ts';
import { type CustomerId, requireRole, type StaffActor } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { type CustomerRecord, readRecords } from './records.ts';

export const minutesOpen = 15;

export type LookUpAnswer = { at: Date; reason: string; closesAt: Date; records: CustomerRecord[] };

/**
 * What a look-up found. Open for fifteen minutes, to the person who made it: a later or another's look needs
 * a look-up of its own. Else throws `not_found`.
 */
export async function readLookUp(ctx: Ctx, lookUp: number): Promise<LookUpAnswer> {
  requireRole(ctx.actor, 'owner', 'support');
  const { actor } = ctx;
  const now = clock(ctx);
  return transact(ctx, async (tx) => {
    const rows = await concerned(tx, actor, lookUp, new Date(now.getTime() - minutesOpen * 60_000));
    const [first] = rows;
    if (!first) throw notFound('look-up');
    const ids = rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId as CustomerId]));
    return {
      at: first.at,
      reason: String(first.details.reason ?? ''),
      closesAt: new Date(first.at.getTime() + minutesOpen * 60_000),
      records: await readRecords(tx, actor.brandId, ids, now),
    };
  });
}

const asked = alias(audit, 'asked');

/** A look-up of a shared address wrote one row a customer, all in one transaction and so at one time. */
function concerned(tx: Tx, actor: StaffActor, lookUp: number, after: Date) {
  return tx
    .select({ at: audit.at, details: audit.details, customerId: audit.customerId })
    .from(asked)
    .innerJoin(
      audit,
      and(
        eq(audit.brandId, asked.brandId),
        eq(audit.at, asked.at),
        eq(audit.personId, asked.personId),
        eq(audit.action, asked.action),
        sql`${audit.id} >= ${asked.id}`,
      ),
    )
    .where(
      and(
        eq(asked.brandId, actor.brandId),
        eq(asked.id, lookUp),
        eq(asked.personId, actor.personId),
        eq(asked.action, 'customer.looked_up'),
        gt(asked.at, after),
      ),
    )
    .orderBy(audit.id)
    .limit(10);
}
