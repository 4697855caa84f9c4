import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { liveVersion } from './staff-exchange.ts';

export type LiveExchange = { slug: string; askedSince: number; terms: Terms };

/** The brand's exchanges in force, in their order. */
export async function readLiveTerms(tx: Tx, brandId: BrandId): Promise<LiveExchange[]> {
  const rows = await tx
    .select({ slug: exchange.slug, askedSince: exchange.askedSince, terms: exchangeVersion.terms })
    .from(exchange)
    .innerJoin(exchangeVersion, liveVersion)
    .where(and(eq(exchange.brandId, brandId), isNull(exchange.retiredAt)))
    .orderBy(asc(exchange.position), asc(exchange.slug));
  return rows.map((row) => ({ ...row, askedSince: row.askedSince ?? 1 }));
}
