import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { category } from '#db/schema/brand.ts';
import { eventMapping } from '#db/schema/event.ts';
import type { BrandId } from '../actor.ts';
import type { PlannedBenefit, PlannedHolding } from '../import/plan.ts';
import { compileMapping, type ReadEvent } from './compile-mapping.ts';
import type { Heard } from './hear-event.ts';
import { readMapping, seenOf } from './read-mapping.ts';

/** How one kind of event is read, where its rules begin in the plan's lists, and a name for the rules as they are. */
type PlannedEvent = { read: ReadEvent; holdings: number; benefits: number; rules: string };

export type EventPlan = {
  holdings: PlannedHolding[];
  benefits: PlannedBenefit[];
  of: (heard: Pick<Heard, 'type' | 'name'>) => PlannedEvent | undefined;
};

/** The brand's mappings of the kinds of events that were heard, ready to read them. */
export async function readPlan(tx: Tx, brandId: BrandId, heard: readonly Heard[]): Promise<EventPlan> {
  const names = [...new Set(heard.flatMap(({ name, unusable }) => (unusable ? [] : [name])))];
  const mappings =
    names.length === 0
      ? []
      : await tx
          .select()
          .from(eventMapping)
          .where(and(eq(eventMapping.brandId, brandId), inArray(eventMapping.name, names)));
  const keeps = await keepsOf(tx, brandId);
  const [holdings, benefits]: [PlannedHolding[], PlannedBenefit[]] = [[], []];
  const planned = new Map<string, PlannedEvent>();
  for (const row of mappings) {
    const mapping = readMapping(row);
    planned.set(kindOf(row), {
      read: compileMapping(mapping),
      holdings: holdings.length,
      benefits: benefits.length,
      rules: seenOf(row.rules),
    });
    for (const rule of mapping.holdings ?? [])
      holdings.push({
        ...{ key: [], ...rule, number: holdings.length, feed: 0 },
        ...{ keeps: keeps.get(rule.category) ?? 'count', categoryName: {} },
      });
    for (const rule of mapping.benefits ?? [])
      benefits.push({ key: [], receivedAt: '', ...rule, number: benefits.length, feed: 0 });
  }
  return { holdings, benefits, of: (heard) => planned.get(kindOf(heard)) };
}

const kindOf = ({ type, name }: Pick<Heard, 'type' | 'name'>) => `${type} ${name}`;

async function keepsOf(tx: Tx, brandId: BrandId) {
  const rows = await tx
    .select({ slug: category.slug, keeps: category.keeps })
    .from(category)
    .where(eq(category.brandId, brandId));
  return new Map(rows.map(({ slug, keeps }) => [slug, keeps]));
}
