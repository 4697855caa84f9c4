import { type BrandDefinition, brandDefinitionSchema } from '#domain/brand/definition.ts';
import { draftSchema } from '#domain/exchange/terms.ts';
import { type Mapping, mappingSchema } from '#domain/import/mapping.ts';
import type { DraftTerms } from '#lib/terms.ts';
import brightfennel from './brightfennel/brand.json' with { type: 'json' };
import brightfennelFirst from './brightfennel/first-terms.json' with { type: 'json' };
import brightfennelMapping from './brightfennel/mapping.json' with { type: 'json' };
import fellwhistle from './fellwhistle/brand.json' with { type: 'json' };
import fellwhistleFirst from './fellwhistle/first-terms.json' with { type: 'json' };
import fellwhistleMapping from './fellwhistle/mapping.json' with { type: 'json' };
import otterlight from './otterlight/brand.json' with { type: 'json' };
import otterlightFirst from './otterlight/first-terms.json' with { type: 'json' };
import otterlightMapping from './otterlight/mapping.json' with { type: 'json' };
import type { DemoBrand } from './people.ts';

/** A brand as it opened its portal, and as it is since it revised some exchanges. */
export type DemoDefinition = {
  slug: DemoBrand;
  first: BrandDefinition;
  current: BrandDefinition;
  mapping: Mapping;
};

/** How many days before today the first versions, and then the revised ones, came into force. */
export const openedDaysAgo = 400;
export const revisedDaysAgo = 75;

function read(
  slug: DemoBrand,
  json: unknown,
  firstTerms: Record<string, unknown>,
  mapping: unknown,
): DemoDefinition {
  const current = brandDefinitionSchema.parse(json);
  const first = brandDefinitionSchema.parse({
    ...current,
    exchanges: current.exchanges.map((exchange) => ({
      ...exchange,
      terms: { ...exchange.terms, ...differing(firstTerms[exchange.slug]) },
    })),
  });
  return { slug, first, current, mapping: mappingSchema.parse(mapping) };
}

const differing = (terms: unknown): DraftTerms => draftSchema.parse(terms ?? {});

export const demoDefinitions: readonly DemoDefinition[] = [
  read('brightfennel', brightfennel, brightfennelFirst, brightfennelMapping),
  read('otterlight', otterlight, otterlightFirst, otterlightMapping),
  read('fellwhistle', fellwhistle, fellwhistleFirst, fellwhistleMapping),
];
