import { asc, eq, sql } from 'drizzle-orm';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Basis, DraftTerms, Level, Terms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { countYeses } from './active-yes.ts';
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

/** Every exchange of the brand, by level. */
export async function listStaffExchanges(
  ctx: Ctx,
): Promise<{ exchanges: ListedExchange[]; customers: number }> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, async (tx) => {
    const rows = await tx
      .select({
        slug: exchange.slug,
        terms: exchangeVersion.terms,
        draft: exchange.draft,
        liveVersion: exchange.liveVersion,
        retiredAt: exchange.retiredAt,
      })
      .from(exchange)
      .leftJoin(exchangeVersion, liveVersion)
      .where(eq(exchange.brandId, brandId))
      .orderBy(asc(exchange.position), asc(exchange.slug));
    const counted = await tx.execute<{ customers: number }>(
      sql`select count(*)::int as customers from customer where brand_id = ${brandId}`,
    );
    const yeses = await countYeses(tx, brandId, clock(ctx));
    const exchanges = rows.map((row) => ({ ...listed(row), yes: yeses.get(row.slug) ?? 0 }));
    return { exchanges, customers: counted[0]?.customers ?? 0 };
  });
}

function listed(row: {
  slug: string;
  terms: Terms | null;
  draft: DraftTerms | null;
  liveVersion: number | null;
  retiredAt: Date | null;
}): Omit<ListedExchange, 'yes'> {
  const { slug, liveVersion } = row;
  const status = row.retiredAt ? 'retired' : liveVersion === null ? 'draft' : 'live';
  const title = row.terms?.title ?? row.draft?.title ?? {};
  const level = row.terms?.level ?? row.draft?.level ?? null;
  const basis = row.terms?.basis ?? null;
  return { slug, title, level, basis, status, liveVersion, hasDraft: row.draft !== null };
}
