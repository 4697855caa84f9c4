import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { type Overdue, readOverdue } from './overdue.ts';

/** The brand's systems that owe an answer for an hour or longer. */
export function listOverdue(ctx: Ctx): Promise<Overdue[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, (tx) => readOverdue(tx, brandId, clock(ctx)));
}
