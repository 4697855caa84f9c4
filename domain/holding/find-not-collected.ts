import { and, eq } from 'drizzle-orm';
import { notCollected } from '#db/schema/event.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';

/** How much came in about a customer and was not kept, because what would use it was off. */
export type NotCollected = { count: number; firstAt: Date; lastAt: Date };

/** What of one category was not collected of the acting customer; null when nothing was held back. */
export async function findNotCollected(
  ctx: Ctx<CustomerActor>,
  category: string,
): Promise<NotCollected | null> {
  const { count, firstAt, lastAt } = notCollected;
  const [found] = await transact(ctx, (tx) =>
    tx
      .select({ count, firstAt, lastAt })
      .from(notCollected)
      .where(and(eq(notCollected.customerId, ctx.actor.customerId), eq(notCollected.category, category))),
  );
  return found ?? null;
}
