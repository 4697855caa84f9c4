import { type BrandDefinition, brandDefinitionSchema } from '#domain/brand/definition.ts';
import { draftSchema } from '#domain/exchange/terms.ts';
import type { DraftTerms } from '#lib/terms.ts';
import brightfennel from './brightfennel/brand.json' with { type: 'json' };
import brightfennelFirst from './brightfennel/first-terms.json' with { type: 'json' };
import fellwhistle from './fellwhistle/brand.json' with { type: 'json' };
import fellwhistleFirst from './fellwhistle/first-terms.json' with { type: 'json' };
import otterlight from './otterlight/brand.json' with { type: 'json' };
import otterlightFirst from './otterlight/first-terms.json' with { type: 'json' };
import type { DemoBrand } from './people.ts';

/** A brand as it opened its portal, and as it is since it revised some exchanges. */
export type DemoDefinition = { slug: DemoBrand; first: BrandDefinition; current: BrandDefinition };

/** How many days before today the first versions, and then the revised ones, came into force. */
export const openedDaysAgo = 400;
export const revisedDaysAgo = 75;

function read(slug: DemoBrand, json: unknown, firstTerms: Record<string, unknown>): DemoDefinition {
  const current = brandDefinitionSchema.parse(json);
  const first = brandDefinitionSchema.parse({
    ...current,
    exchanges: current.exchanges.map((exchange) => ({
      ...exchange,
      terms: { ...exchange.terms, ...differing(firstTerms[exchange.slug]) },
    })),
  });
  return { slug, first, current };
}

const differing = (terms: unknown): DraftTerms => draftSchema.parse(terms ?? {});

export const demoDefinitions: readonly DemoDefinition[] = [
  read('brightfennel', brightfennel, brightfennelFirst),
  read('otterlight', otterlight, otterlightFirst),
  read('fellwhistle', fellwhistle, fellwhistleFirst),
];
