import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId, PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { requireNoEarlierNo, requireNoHeir } from './kept-no.ts';
import { type Widening, widenings } from './widening.ts';

export type Published = { version: number; widened: Widening[] };

/**
 * Puts new terms in force as the exchange's next version, inside the caller's transaction.
 * When they widen the last ones, `askedSince` moves: every older yes is asked again (`standing.ts`).
 * `at` is when it was published; now unless said. Throws not_found when the brand has no such exchange, and `invalid`
 * when a no that customers said would be passed over.
 */
export async function publishVersion(
  tx: Tx,
  brandId: BrandId,
  slug: string,
  terms: Terms,
  by: PersonId | null,
  at?: Date,
): Promise<Published> {
  const row = and(eq(exchange.brandId, brandId), eq(exchange.slug, slug));
  const [held] = await tx
    .select({ liveVersion: exchange.liveVersion })
    .from(exchange)
    .where(row)
    .for('update');
  if (!held) throw notFound('exchange');
  const last = held.liveVersion === null ? null : await termsAt(tx, brandId, slug, held.liveVersion);
  const version = (held.liveVersion ?? 0) + 1;
  const widened = last ? widenings(last, terms) : [];
  const { category, purpose } = terms;
  await requireNoEarlierNo(tx, brandId, slug, terms);
  if (last && (last.category !== category || last.purpose !== purpose))
    await requireNoHeir(tx, brandId, slug, last, 'purpose');
  await tx
    .insert(exchangeVersion)
    .values({ brandId, exchange: slug, version, category, purpose, terms, publishedAt: at, publishedBy: by });
  await tx
    .update(exchange)
    .set({
      liveVersion: version,
      askedSince: last && widened.length === 0 ? sql`${exchange.askedSince}` : version,
      draft: null,
      draftRevision: sql`${exchange.draftRevision} + 1`,
    })
    .where(row);
  return { version, widened };
}

/** What a published version says. */
export async function termsAt(
  tx: Tx,
  brandId: BrandId,
  slug: string,
  version: number,
): Promise<Terms | null> {
  const [found] = await tx
    .select({ terms: exchangeVersion.terms })
    .from(exchangeVersion)
    .where(
      and(
        eq(exchangeVersion.brandId, brandId),
        eq(exchangeVersion.exchange, slug),
        eq(exchangeVersion.version, version),
      ),
    );
  return found?.terms ?? null;
}
