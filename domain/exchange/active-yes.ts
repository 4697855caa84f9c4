import { and, count, eq, gt, gte, isNull, or } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { choice } from '#db/schema/customer.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { BrandId } from '../actor.ts';

/** How many customers have a yes that counts now: given since the last widening, and not run out. */
export async function countActiveYes(tx: Tx, brandId: BrandId, slug: string, now: Date): Promise<number> {
  const [row] = await tx
    .select({ yes: count() })
    .from(choice)
    .innerJoin(exchange, and(eq(exchange.brandId, choice.brandId), eq(exchange.slug, choice.exchange)))
    .where(
      and(
        eq(choice.brandId, brandId),
        eq(choice.exchange, slug),
        eq(choice.state, 'granted'),
        gte(choice.version, exchange.askedSince),
        or(isNull(choice.expiresAt), gt(choice.expiresAt, now)),
      ),
    );
  return row?.yes ?? 0;
}
