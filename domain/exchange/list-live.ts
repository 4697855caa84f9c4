import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Keeping, Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';

/** One exchange as anyone may read it. */
export type LiveExchange = { slug: string; version: number; terms: Terms; purpose: LocalText };
export type LiveCategory = {
  slug: string;
  name: LocalText;
  summary: LocalText;
  keeps: Keeping;
  exchanges: LiveExchange[];
};

type Row = {
  category: string;
  name: LocalText;
  summary: LocalText;
  keeps: LiveCategory['keeps'];
  slug: string | null;
  version: number;
  terms: Terms;
  purpose: LocalText;
};

/** A brand's categories with the exchanges now in force, as published; for everyone, signed in or not. */
export async function listLiveExchanges(db: Db, brandId: BrandId): Promise<LiveCategory[]> {
  const rows = await db.execute<Row>(sql`
    select ca.slug as category, ca.name, ca.summary, ca.keeps, e.slug, v.version, v.terms,
      v.meaning #> '{purpose,name}' as purpose
    from category ca
    left join (exchange e
      join exchange_version v on v.brand_id = e.brand_id and v.exchange = e.slug and v.version = e.live_version)
      on e.brand_id = ca.brand_id and v.category = ca.slug and e.retired_at is null
    where ca.brand_id = ${brandId}
    order by ca.position, ca.slug, (v.terms->>'level')::int, e.position, e.slug`);
  return [...Map.groupBy(rows, (row) => row.category)].map(([slug, its]) => {
    const [{ name, summary, keeps }] = its as [Row, ...Row[]];
    const exchanges = its.flatMap(({ slug, version, terms, purpose }) =>
      slug === null ? [] : [{ slug, version, terms, purpose }],
    );
    return { slug, name, summary, keeps, exchanges };
  });
}
