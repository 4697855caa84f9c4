import { asc, eq, sql } from 'drizzle-orm';
import { purpose } from '#db/schema/brand.ts';
import type { PurposeTerms } from '#lib/terms.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { fingerprint } from '../fingerprint.ts';

/** `exchanges`: how many live exchanges have it. */
export type StaffPurpose = PurposeTerms & { slug: string; exchanges: number; seen: string };

/** Every purpose of the brand, with how many live exchanges are for it. Throws forbidden. */
export async function listStaffPurposes(ctx: Ctx): Promise<StaffPurpose[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({
        slug: purpose.slug,
        name: purpose.name,
        standardKey: purpose.standardKey,
        exchanges: sql<number>`coalesce(used.exchanges, 0)::int`,
      })
      .from(purpose)
      .leftJoin(
        sql`(select v.purpose as slug, count(*) as exchanges from exchange e
          join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version
          where e.brand_id = ${brandId} and e.retired_at is null group by v.purpose) used`,
        sql`used.slug = ${purpose.slug}`,
      )
      .where(eq(purpose.brandId, brandId))
      .orderBy(asc(purpose.slug)),
  );
  return rows.map((row) => {
    const { name, standardKey } = row;
    return { ...row, seen: fingerprint({ name, standardKey }) };
  });
}
