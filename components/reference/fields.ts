import { z } from 'zod';

/** One line of a table: `evidence.where`, what it is, whether it must be there. */
export type Field = { name: string; type: string; required: boolean; about: string };

/** One way in which a body can be written. */
export type Variant = { name: string | null; fields: Field[] };

const schemaShape = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
});
type Schema = z.infer<typeof schemaShape>;
export type Schemas = Readonly<Record<string, unknown>>;

/** The ways to write a body, each as a flat list of its fields; lists by what they hold. */
export function variantsOf(given: unknown, schemas: Schemas): Variant[] {
  const { schema, name } = resolve(given, schemas);
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.flatMap((each) => variantsOf(each, schemas));
  if (schema.items !== undefined) return variantsOf(schema.items, schemas);
  return schema.properties ? [{ name, fields: fieldsOf(schema, schemas, '') }] : [];
}

function fieldsOf(schema: Schema, schemas: Schemas, before: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, given]) => {
    const { schema: its } = resolve(given, schemas);
    const name = before + key;
    const required = schema.required?.includes(key) ?? false;
    const inner = its.items === undefined ? its : resolve(its.items, schemas).schema;
    const nested = fieldsOf(inner, schemas, its.items === undefined ? `${name}.` : `${name}[].`);
    return [{ name, type: typeOf(its, schemas), required, about: its.description ?? '' }, ...nested];
  });
}

/** In a few words: "text up to 200", "on or off", "list up to 10000 of text". */
export function typeOf(given: unknown, schemas: Schemas): string {
  const { schema } = resolve(given, schemas);
  if (schema.enum) return schema.enum.map(String).join(' | ');
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.map((each) => typeOf(each, schemas)).join(' | ');
  const types = [schema.type ?? 'object'].flat().map((type) => schema.format ?? type);
  const most = schema.maxLength ?? schema.maxItems;
  const list = schema.items === undefined ? '' : ` of ${typeOf(schema.items, schemas)}`;
  return `${types.join(' | ')}${list}${most ? `, at most ${most}` : ''}`;
}

function resolve(given: unknown, schemas: Schemas): { schema: Schema; name: string | null } {
  const schema = schemaShape.parse(given ?? {});
  const name = schema.$ref?.split('/').at(-1) ?? null;
  return name === null ? { schema, name } : { schema: schemaShape.parse(schemas[name] ?? {}), name };
}
