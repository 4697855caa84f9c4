import { z } from 'zod';
import { benefitSchema, columnSchema, customerSchema, holdingSchema } from '../import/mapping.ts';
import { clean } from '../input.ts';

/** The types that can become something; `group` and `alias` are only counted. */
export const mappedTypes = ['track', 'identify', 'page', 'screen'] as const;
export type MappedType = (typeof mappedTypes)[number];

const description = z.string().trim().max(2000).optional();

/** An event's name as it comes: nothing is trimmed, because Segment tells “a” from “a ”. */
export const eventNameSchema = z.string().min(1).max(200).refine(clean);

const column = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(clean)
  .describe('A path into the event: `properties.order_id`, `traits.size`, `context.locale`, `timestamp`');

const key = z
  .array(column)
  .max(10)
  .optional()
  .describe('What names the datum, so that it is one when sent again. Unless said: the `messageId`');

const time = column.optional().describe('`timestamp` unless said');

export const holdingRuleSchema = holdingSchema.extend({ key, collectedAt: time });
export const benefitRuleSchema = benefitSchema.extend({ key, receivedAt: time });

/** What an event becomes, in the words of an import's mapping; its columns are paths into the event. */
const rulesSchema = z.strictObject({
  description,
  columns: z.record(column, columnSchema).optional(),
  customer: customerSchema.omit({ id: true }).optional().describe('Of an `identify`'),
  holdings: z.array(holdingRuleSchema).max(50).optional(),
  benefits: z.array(benefitRuleSchema).max(50).optional(),
});

export const eventMappingSchema = rulesSchema
  .extend({
    type: z.enum(mappedTypes).default('track'),
    name: eventNameSchema
      .optional()
      .describe('The event’s, the page’s or the screen’s; none of an `identify`'),
  })
  .superRefine((mapping, check) => {
    const fault = (path: (string | number)[], message: string) =>
      check.addIssue({ code: 'custom', path, message });
    if (mapping.type === 'track' && !mapping.name) fault(['name'], 'name the event');
    if (mapping.type === 'identify' && mapping.name) fault(['name'], 'an identify has no name');
    if (mapping.type !== 'identify' && mapping.customer)
      fault(['customer'], 'only an identify tells who it is');
    const named = new Set<string>();
    for (const { list, at, target, rule } of targetsOf(mapping)) {
      const { key = keyOf(mapping.type), part, when } = rule;
      if (key.length === 0 && !part)
        fault([list, at, 'key'], 'name a column, or a part for what each customer has once');
      if (when) continue;
      const name = JSON.stringify([list, target, key, part]);
      if (named.has(name)) fault([list, at, 'part'], 'has the key of another rule: a part tells them apart');
      named.add(name);
    }
  });

/** Every rule with the slug of the category or exchange that it is about. */
export const targetsOf = ({ holdings = [], benefits = [] }: z.output<typeof rulesSchema>) => [
  ...holdings.map((rule, at) => ({ list: 'holdings' as const, at, target: rule.category, rule })),
  ...benefits.map((rule, at) => ({ list: 'benefits' as const, at, target: rule.exchange, rule })),
];

/** What names a datum unless its rule says so: a trait is there once, everything else each time. */
export const keyOf = (type: EventMapping['type']): string[] => (type === 'identify' ? [] : ['messageId']);

export type EventMapping = z.output<typeof eventMappingSchema>;
