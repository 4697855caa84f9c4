import { and, count, countDistinct, eq, gt, gte, inArray, isNull, or } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { choice } from '#db/schema/customer.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { asksForAnswer, standing } from './standing.ts';
import type { Widening } from './widening.ts';

/** How many customers have a yes that counts now: given since the last widening, and not run out. */
export async function countActiveYes(tx: Tx, brandId: BrandId, slug: string, now: Date): Promise<number> {
  const [row] = await tx
    .select({ yes: count() })
    .from(choice)
    .innerJoin(exchange, itsExchange)
    .where(and(eq(choice.brandId, brandId), eq(choice.exchange, slug), counts(now)));
  return row?.yes ?? 0;
}

type Next = { slug: string; terms: Terms; widened: readonly Widening[] };

/** How many customers have a yes that counts now and must be given again when these versions are live. */
export async function countAskedAgain(
  tx: Tx,
  brandId: BrandId,
  next: readonly Next[],
  now: Date,
): Promise<number> {
  const slugs = next.filter(({ terms, widened }) => asksAgain(terms, widened)).map(({ slug }) => slug);
  if (slugs.length === 0) return 0;
  const [row] = await tx
    .select({ customers: countDistinct(choice.customerId) })
    .from(choice)
    .innerJoin(exchange, itsExchange)
    .where(and(eq(choice.brandId, brandId), inArray(choice.exchange, slugs), counts(now)));
  return row?.customers ?? 0;
}

const itsExchange = and(eq(exchange.brandId, choice.brandId), eq(exchange.slug, choice.exchange));

const counts = (now: Date) =>
  and(
    eq(choice.state, 'granted'),
    gte(choice.version, exchange.askedSince),
    or(isNull(choice.expiresAt), gt(choice.expiresAt, now)),
  );

/** Whether those who said yes must answer again: all of them or none, as `standing.ts` has it. */
export function asksAgain(next: Terms, widened: readonly Widening[]): boolean {
  if (widened.length === 0) return false;
  const olderYes = { state: 'granted', version: 1, expiresAt: null } as const;
  const then = standing(olderYes, { basis: next.basis, askedSince: 2 }, new Date(0));
  return asksForAnswer(then, next.basis);
}
