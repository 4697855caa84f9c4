import { eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { brand, category } from '#db/schema/brand.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Keeping } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { BenefitRule, Feed, HoldingRule, Mapping } from './mapping.ts';

/** A rule with its number in the whole mapping, which staging tables use. */
export type PlannedHolding = HoldingRule & {
  number: number;
  feed: number;
  keeps: Keeping;
  categoryName: LocalText;
};
export type PlannedBenefit = BenefitRule & { number: number; feed: number };
export type PlannedFeed = Feed & {
  number: number;
  name: string;
  holdings: PlannedHolding[];
  benefits: PlannedBenefit[];
};

export type Plan = {
  brandId: BrandId;
  /** Secret under which ids and fingerprints are computed. */
  idKey: Buffer;
  mapping: Mapping;
  feeds: PlannedFeed[];
};

/** Fits a mapping to a brand. Throws `invalid`, naming each category or exchange that the brand has not. */
export async function planImport(db: Db, brandId: BrandId, mapping: Mapping): Promise<Plan> {
  const [[found], categories, exchanges] = await Promise.all([
    db.select({ idKey: brand.idKey }).from(brand).where(eq(brand.id, brandId)),
    db
      .select({ slug: category.slug, keeps: category.keeps, name: category.name })
      .from(category)
      .where(eq(category.brandId, brandId)),
    db.select({ slug: exchange.slug }).from(exchange).where(eq(exchange.brandId, brandId)),
  ]);
  if (!found) throw new TypeError('An actor names a brand that does not exist.');
  const categoryOf = new Map(categories.map((entry) => [entry.slug, entry]));
  const known = new Set(exchanges.map(({ slug }) => slug));
  const faults: Record<string, string> = {};
  let [holdings, benefits] = [0, 0];
  const feeds = mapping.feeds.map((feed, number) => ({
    ...feed,
    number,
    name: feed.file,
    holdings: (feed.holdings ?? []).map((rule, index) => {
      const { keeps = 'count', name = {} } = categoryOf.get(rule.category) ?? {};
      if (!categoryOf.has(rule.category))
        faults[`feeds.${number}.holdings.${index}.category`] = rule.category;
      return { ...rule, number: holdings++, feed: number, keeps, categoryName: name };
    }),
    benefits: (feed.benefits ?? []).map((rule, index) => {
      if (!known.has(rule.exchange)) faults[`feeds.${number}.benefits.${index}.exchange`] = rule.exchange;
      return { ...rule, number: benefits++, feed: number };
    }),
  }));
  const wrong = Object.entries(faults).map(([path, slug]) => `  ${path}: the brand has no “${slug}”`);
  if (wrong.length > 0)
    throw new DomainError('invalid', `The mapping does not fit the brand:\n${wrong.join('\n')}`, faults);
  return { brandId, idKey: found.idKey, mapping, feeds };
}
