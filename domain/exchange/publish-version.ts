import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { Terms } from '#lib/terms.ts';
import type { BrandId, PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { meaningOf, type Names } from './names.ts';
import { liveVersion } from './staff-exchange.ts';
import { type Said, type Widening, widenings } from './widening.ts';

export type Published = { exchange: string; version: number; widened: Widening[] };

/** New terms of an exchange. Its draft is used up with them, unless it is kept. */
export type Offer = { slug: string; terms: Terms; keepsDraft?: boolean };

/** Whose hand it was (null: the command line), and when; now unless said. */
export type Publishing = { by: PersonId | null; at?: Date };

/** One of them: see `publishVersions`. */
export async function publishVersion(
  tx: Tx,
  names: Names,
  offer: Offer,
  publishing: Publishing,
): Promise<Published> {
  const [published] = await publishVersions(tx, names, [offer], publishing);
  if (!published) throw new TypeError('No version was published.');
  return published;
}

/**
 * Puts new terms in force as their exchanges' next versions, inside the caller's transaction, and freezes with them what
 * they stand on under `names`, which the caller holds. Where that widens what was live, `askedSince` moves: every older
 * yes is asked again (`standing.ts`). Throws not_found when the brand has no such exchange, and `invalid` when it has no
 * such category or purpose.
 */
export async function publishVersions(
  tx: Tx,
  names: Names,
  offers: readonly Offer[],
  { by, at }: Publishing,
): Promise<Published[]> {
  if (offers.length === 0) return [];
  const { brandId } = names;
  const slugs = offers.map(({ slug }) => slug);
  const held = await holdVersions(tx, brandId, slugs);
  const rows: (typeof exchangeVersion.$inferInsert)[] = [];
  const published: (Published & { asks: boolean; keepsDraft: boolean })[] = [];
  for (const { slug, terms, keepsDraft = false } of offers) {
    const last = held.get(slug);
    if (!last) throw notFound('exchange');
    const { category, purpose } = terms;
    const meaning = meaningOf(names, terms);
    const version = (last.version ?? 0) + 1;
    const widened = last.said ? widenings(last.said, { terms, meaning }) : [];
    rows.push({
      ...{ brandId, exchange: slug, version, category, purpose, terms, meaning },
      ...{ publishedAt: at, publishedBy: by },
    });
    published.push({ exchange: slug, version, widened, asks: !last.said || widened.length > 0, keepsDraft });
  }
  await tx.insert(exchangeVersion).values(rows);
  await tx.execute(sql`
    update exchange e set live_version = n.version, draft_revision = e.draft_revision + 1,
      asked_since = case when n.asks then n.version else e.asked_since end,
      draft = case when n."keepsDraft" then e.draft end
    from jsonb_to_recordset(${JSON.stringify(published)}::jsonb)
      as n (exchange text, version int, asks boolean, "keepsDraft" boolean)
    where e.brand_id = ${brandId} and e.slug = n.exchange`);
  await noteMoves(tx, brandId, slugs);
  return published.map(({ exchange, version, widened }) => ({ exchange, version, widened }));
}

type Held = { version: number | null; said: Said | null };

/** Locks the exchanges, and then reads what they say now. */
async function holdVersions(tx: Tx, brandId: BrandId, slugs: string[]): Promise<Map<string, Held>> {
  const rows = and(eq(exchange.brandId, brandId), inArray(exchange.slug, slugs));
  await tx.select({ slug: exchange.slug }).from(exchange).where(rows).orderBy(exchange.slug).for('update');
  const held = await tx
    .select({
      slug: exchange.slug,
      version: exchange.liveVersion,
      terms: exchangeVersion.terms,
      meaning: exchangeVersion.meaning,
    })
    .from(exchange)
    .leftJoin(exchangeVersion, liveVersion)
    .where(rows);
  return new Map(
    held.map(({ slug, version, terms, meaning }) => [
      slug,
      { version, said: terms && meaning && { terms, meaning } },
    ]),
  );
}

/** Of exchanges that have been about several uses, which, and until which version: a no said there counts for each. */
const noteMoves = (tx: Tx, brandId: BrandId, slugs: readonly string[]) =>
  tx.execute(sql`
    insert into moved_use (brand_id, category, purpose, exchange, newest)
    select v.brand_id, v.category, v.purpose, v.exchange, max(v.version)
    from exchange_version v
    where v.brand_id = ${brandId} and v.exchange in ${slugs} and exists (
      select from exchange_version w
      where w.brand_id = v.brand_id and w.exchange = v.exchange
        and (w.category, w.purpose) <> (v.category, v.purpose))
    group by v.brand_id, v.category, v.purpose, v.exchange
    on conflict (brand_id, category, purpose, exchange) do update set newest = excluded.newest`);
