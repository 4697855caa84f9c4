import { asc, eq, sql } from 'drizzle-orm';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Basis, DraftTerms, Level, Terms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { liveVersion } from './staff-exchange.ts';

export type ListedExchange = {
  slug: string;
  /** Of the live version, else of the draft. */
  title: LocalText;
  level: Level | null;
  /** Of the live version. */
  basis: Basis | null;
  status: 'live' | 'draft' | 'retired';
  liveVersion: number | null;
  hasDraft: boolean;
  /** Customers whose yes counts today. */
  yes: number;
};

/** Every exchange of the brand, by level, in one query. */
export async function listStaffExchanges(
  ctx: Ctx,
): Promise<{ exchanges: ListedExchange[]; customers: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const now = clock(ctx).toISOString();
  return transact(ctx, async (tx) => {
    const rows = await tx
      .select({
        slug: exchange.slug,
        terms: exchangeVersion.terms,
        draft: exchange.draft,
        liveVersion: exchange.liveVersion,
        retiredAt: exchange.retiredAt,
        yes: sql<number>`(select count(*)::int from choice c
          where c.brand_id = ${brandId} and c.exchange = ${exchange.slug} and c.state = 'granted'
            and c.version >= ${exchange.askedSince}
            and (c.expires_at is null or c.expires_at > ${now}::timestamptz))`,
      })
      .from(exchange)
      .leftJoin(exchangeVersion, liveVersion)
      .where(eq(exchange.brandId, brandId))
      .orderBy(asc(exchange.position), asc(exchange.slug));
    const counted = await tx.execute<{ customers: number }>(
      sql`select count(*)::int as customers from customer where brand_id = ${brandId}`,
    );
    return { exchanges: rows.map(listed), customers: counted[0]?.customers ?? 0 };
  });
}

function listed(row: {
  slug: string;
  terms: Terms | null;
  draft: DraftTerms | null;
  liveVersion: number | null;
  retiredAt: Date | null;
  yes: number;
}): ListedExchange {
  const { slug, liveVersion, yes } = row;
  const status = row.retiredAt ? 'retired' : liveVersion === null ? 'draft' : 'live';
  const title = row.terms?.title ?? row.draft?.title ?? {};
  const level = row.terms?.level ?? row.draft?.level ?? null;
  const basis = row.terms?.basis ?? null;
  return { slug, title, level, basis, status, liveVersion, hasDraft: row.draft !== null, yes };
}
