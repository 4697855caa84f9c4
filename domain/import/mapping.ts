import { z } from 'zod';
import { places } from '#db/schema/customer.ts';
import { capitals, holdingSources } from '#lib/terms.ts';
import { unitSchema } from '../exchange/terms.ts';
import { slugSchema, textSchema } from '../input.ts';
import { parseTemplate } from './template.ts';
import { isZone } from './zone.ts';

const description = textSchema(2000).optional().describe('Why it is so: what a wart in the data means');

const column = textSchema(200).describe('A column of the file by its header, or `look-up.column`');

const template = textSchema(1000)
  .refine((text) => parseTemplate(text) !== null, { error: 'has a brace that is open or empty' })
  .describe('Text with columns in braces: "{quantity} × {products.product_type}"');

const templates = z
  .union([template, z.array(template).min(1).max(10)])
  .describe('A template, or several: the first whose columns are all known is used');

const zone = z.string().refine(isZone, { error: 'is a time zone such as Europe/Berlin' });

const unknown = z
  .array(z.string().max(200))
  .max(50)
  .describe('Cells that mean “unknown”, besides empty ones');

const file = textSchema(500).describe(
  'CSV or NDJSON, plain or gzip; beside the mapping or in the data folder',
);

const format = z.enum(['csv', 'ndjson']).optional().describe('By the content unless said');

const delimiter = z.string().length(1).optional().describe('Of a CSV: a comma unless said');

/** How the texts of a column are read. A column that is not named here is read as its use needs it. */
export const columnSchema = z.strictObject({
  description,
  unknown: unknown.optional(),
  read: z.enum(['text', 'number', 'time']).optional(),
  decimal: z.enum(['.', ',']).optional().describe('What separates the decimals of a number'),
  scale: z
    .number()
    .int()
    .min(0)
    .max(12)
    .optional()
    .describe('Decimals of a number that mean something: 4.4e-16 at scale 2 is a 0 that a float spoilt'),
  format: z
    .enum(['iso', 'day.month.year', 'month/day/year', 'unix', 'unix-ms'])
    .optional()
    .describe('Of a time: `iso` unless said. A date alone is its midnight'),
  zone: zone.optional().describe('Of a time that names none'),
});

const condition = z
  .union([
    z.strictObject({ column, in: z.array(z.string()).min(1) }),
    z.strictObject({ column, notIn: z.array(z.string()).min(1) }),
    z.strictObject({ column, known: z.boolean() }),
  ])
  .describe('Compares the cell’s text');

const key = {
  key: z.array(column).max(10).describe('The columns that together name the row at its source'),
  part: slugSchema.optional().describe('Tells apart what comes from one row'),
};

export const holdingSchema = z.strictObject({
  description,
  category: slugSchema,
  source: z.enum(holdingSources),
  place: z.enum(places).optional().describe('Where it was seen'),
  ...key,
  label: templates,
  value: templates.optional().describe('What is held; with none, or none known, the label says it all'),
  collectedAt: column.optional(),
  keepUntil: column.optional(),
  keepDays: z.number().int().min(1).max(36_500).optional().describe('Kept so many days after collectedAt'),
  when: condition.optional(),
});

export const benefitSchema = z.strictObject({
  description,
  exchange: slugSchema,
  capital: z.enum(capitals),
  unit: unitSchema,
  amount: z
    .union([column, z.number().int().positive()])
    .describe('A column, where 0 and unknown mean that nothing was given; or a fixed whole number'),
  ...key,
  label: templates,
  receivedAt: column,
  when: condition.optional(),
});

/** What a row says of the customer that it names. */
export const customerSchema = z.strictObject({
  id: column.describe('The brand’s own number of the customer'),
  email: column.optional(),
  oidcSubject: template.optional().describe('`issuer|subject`, such as "https://id.example|{sub}"'),
  since: column.optional().describe('When the relationship began'),
});

const feedSchema = z.strictObject({
  description,
  file,
  format,
  delimiter,
  unknown: unknown.optional(),
  zone: zone.optional().describe('Of times that name none: UTC unless said'),
  columns: z.record(z.string(), columnSchema).optional(),
  lookUp: z
    .record(z.string(), z.array(column).min(1).max(10))
    .optional()
    .describe('Name of a look-up → the columns of this file that hold its key'),
  skipWhen: condition.optional().describe('Rows to leave out; they are counted'),
  customer: customerSchema,
  holdings: z.array(holdingSchema).max(50).optional(),
  benefits: z.array(benefitSchema).max(50).optional(),
});

const lookUpSchema = z.strictObject({
  description,
  file,
  format,
  delimiter,
  unknown: unknown.optional(),
  key: z.array(column).min(1).max(10),
});

/** Says which file feeds what: see `docs/import.md`. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    description,
    lookUps: z
      .record(slugSchema, lookUpSchema)
      .optional()
      .describe('Small files that are held in memory and joined by key'),
    feeds: z.array(feedSchema).min(1).max(50),
  })
  .superRefine((mapping, check) => {
    const fault = (path: (string | number)[], message: string) =>
      check.addIssue({ code: 'custom', path, message });
    mapping.feeds.forEach((feed, index) => {
      for (const name of Object.keys(feed.lookUp ?? {}))
        if (!mapping.lookUps?.[name])
          fault(['feeds', index, 'lookUp', name], `there is no look-up “${name}”`);
        else if (feed.lookUp?.[name]?.length !== mapping.lookUps[name].key.length)
          fault(['feeds', index, 'lookUp', name], 'has more or fewer columns than the look-up’s key');
      for (const list of ['holdings', 'benefits'] as const)
        feed[list]?.forEach((rule, at) => {
          if (rule.key.length === 0 && !rule.part)
            fault(
              ['feeds', index, list, at, 'key'],
              'name a column, or a part for what each customer has once',
            );
        });
    });
  });

export type Mapping = z.infer<typeof mappingSchema>;
export type Feed = Mapping['feeds'][number];
export type LookUp = NonNullable<Mapping['lookUps']>[string];
export type HoldingRule = NonNullable<Feed['holdings']>[number];
export type BenefitRule = NonNullable<Feed['benefits']>[number];
export type ColumnRule = NonNullable<Feed['columns']>[string];
export type Condition = NonNullable<Feed['skipWhen']>;
