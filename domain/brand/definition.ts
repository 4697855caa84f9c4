import { z } from 'zod';
import { keepings } from '#lib/terms.ts';
import { eventMappingSchema, targetsOf } from '../event/mapping.ts';
import { missingForPublishing, termsSchema } from '../exchange/terms.ts';
import { localTextSchema, newSlugSchema, slugSchema } from '../input.ts';
import { standardKeySchema } from '../standard-key.ts';

const categorySchema = z.strictObject({
  slug: newSlugSchema,
  name: localTextSchema(80),
  summary: localTextSchema(400),
  standardKey: standardKeySchema.describe('Fides data category'),
  keeps: z.enum(keepings).describe('How much of a holding the portal itself keeps'),
});

const purposeSchema = z.strictObject({
  slug: newSlugSchema,
  name: localTextSchema(80),
  standardKey: standardKeySchema.describe('Fides data use'),
});

const exchangeSchema = z.strictObject({ slug: newSlugSchema, terms: termsSchema });

/** A brand as a file: what `mutual brand apply` reads. The order of a list is the order on screen. */
export const brandDefinitionSchema = z
  .strictObject({
    $schema: z.string().optional(),
    slug: slugSchema,
    defaultLocale: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/),
    name: localTextSchema(80),
    summary: localTextSchema(400),
    categories: z.array(categorySchema).max(100),
    purposes: z.array(purposeSchema).max(100),
    exchanges: z.array(exchangeSchema).max(200),
    events: z
      .array(eventMappingSchema)
      .max(200)
      .optional()
      .describe('What events of Segment’s tracking API become: see `docs/api.md`'),
  })
  .superRefine((definition, check) => {
    const fault = (path: (string | number)[], message: string) =>
      check.addIssue({ code: 'custom', path, message });
    for (const list of ['categories', 'purposes', 'exchanges'] as const)
      definition[list].forEach(({ slug }, index) => {
        if (definition[list].findIndex((entry) => entry.slug === slug) < index)
          fault([list, index, 'slug'], `“${slug}” is there twice`);
      });
    definition.exchanges.forEach(({ terms }, index) => {
      const at = ['exchanges', index, 'terms'];
      if (!definition.categories.some(({ slug }) => slug === terms.category))
        fault([...at, 'category'], `there is no category “${terms.category}”`);
      if (!definition.purposes.some(({ slug }) => slug === terms.purpose))
        fault([...at, 'purpose'], `there is no purpose “${terms.purpose}”`);
      for (const field of missingForPublishing(terms, definition.defaultLocale))
        fault([...at, ...field.split('.')], 'is missing');
    });
    definition.events?.forEach((mapping, index) => {
      const { type, name } = mapping;
      if (definition.events?.findIndex((other) => other.type === type && other.name === name) !== index)
        fault(['events', index, 'name'], `“${name ?? type}” is there twice`);
      for (const { list, at, target } of targetsOf(mapping)) {
        const [among, field] =
          list === 'holdings' ? (['categories', 'category'] as const) : (['exchanges', 'exchange'] as const);
        if (!definition[among].some(({ slug }) => slug === target))
          fault(['events', index, list, at, field], `there is no ${field} “${target}”`);
      }
    });
    const named = [definition, ...definition.categories, ...definition.purposes];
    for (const { slug, name } of named)
      if (!name[definition.defaultLocale])
        fault(['defaultLocale'], `“${slug}” has no name in ${definition.defaultLocale}`);
  });

export type BrandDefinition = z.infer<typeof brandDefinitionSchema>;
