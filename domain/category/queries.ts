import { asc, eq, sql } from 'drizzle-orm';
import { category } from '#db/schema/brand.ts';
import type { CategoryTerms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { fingerprint } from '../fingerprint.ts';

export type StaffCategory = CategoryTerms & {
  slug: string;
  /** Holdings of all customers together. */
  held: number;
  /** Exchanges whose live version uses it. */
  exchanges: number;
  seen: string;
};

/** Every category of the brand in its order, with how much is held, in one query. */
export async function listStaffCategories(ctx: Ctx): Promise<StaffCategory[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        slug: category.slug,
        name: category.name,
        summary: category.summary,
        standardKey: category.standardKey,
        keeps: category.keeps,
        held: sql<number>`coalesce(tally.held, 0)::float8`,
        exchanges: sql<number>`coalesce(used.exchanges, 0)::int`,
      })
      .from(category)
      .leftJoin(
        sql`(select category as slug, sum(count) as held from holding_tally
          where brand_id = ${brandId} group by category) tally`,
        sql`tally.slug = ${category.slug}`,
      )
      .leftJoin(
        sql`(select v.category as slug, count(*) as exchanges from exchange e
          join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
          where e.brand_id = ${brandId} and e.retired_at is null group by v.category) used`,
        sql`used.slug = ${category.slug}`,
      )
      .where(eq(category.brandId, brandId))
      .orderBy(asc(category.position), asc(category.slug)),
  );
  return rows.map((row) => {
    const { name, summary, standardKey, keeps } = row;
    return { ...row, seen: fingerprint({ name, summary, standardKey, keeps }) };
  });
}
