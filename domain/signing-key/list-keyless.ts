import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** The brands, by slug, that nobody has introduced a key for: they sign nothing. */
export async function listKeyless(db: Pick<Db, 'execute'>): Promise<string[]> {
  const rows = await db.execute<{ slug: string }>(sql`
    select slug from brand b where not exists (select 1 from key_log k where k.brand_id = b.id) order by slug`);
  return rows.map(({ slug }) => slug);
}
