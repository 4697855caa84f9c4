import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { brand } from '#db/schema/brand.ts';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { DraftTerms, Meaning, Terms } from '#lib/terms.ts';
import { type BrandId, requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { slugSchema } from '../input.ts';

export type StaffExchange = {
  slug: string;
  liveVersion: number | null;
  live: Terms | null;
  /** Of the live version. */
  meaning: Meaning | null;
  draft: DraftTerms | null;
  draftRevision: number;
  retiredAt: Date | null;
  defaultLocale: string;
};

/** An exchange with its live terms and its draft, inside the caller's transaction. Throws `not_found`. */
export async function findStaffExchange(tx: Tx, brandId: BrandId, slug: string): Promise<StaffExchange> {
  if (!slugSchema.safeParse(slug).success) throw notFound('exchange');
  const [found] = await tx
    .select({
      slug: exchange.slug,
      liveVersion: exchange.liveVersion,
      live: exchangeVersion.terms,
      meaning: exchangeVersion.meaning,
      draft: exchange.draft,
      draftRevision: exchange.draftRevision,
      retiredAt: exchange.retiredAt,
      defaultLocale: brand.defaultLocale,
    })
    .from(exchange)
    .innerJoin(brand, eq(brand.id, exchange.brandId))
    .leftJoin(exchangeVersion, liveVersion)
    .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, slug)));
  if (!found) throw notFound('exchange');
  return found;
}

export const liveVersion = and(
  eq(exchangeVersion.brandId, exchange.brandId),
  eq(exchangeVersion.exchange, exchange.slug),
  eq(exchangeVersion.version, exchange.liveVersion),
);

/** For the page on which an exchange is written. Throws `not_found`. */
export async function getStaffExchange(ctx: Ctx, slug: string): Promise<StaffExchange> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, (tx) => findStaffExchange(tx, brandId, slug));
}
