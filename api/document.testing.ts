import { z } from 'zod';

type Schema = {
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
    allOf: z.array(schema).optional(),
  }),
);
const operation = z.object({
  parameters: z.array(z.object({ name: z.string(), in: z.string() })).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema })) }).optional(),
});
const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

/** What a caller can fill in at a route: `POST /holdings` → its body's fields (`evidence.where`), and names in its address. */
export type Fields = { route: string; body: string[]; address: string[] };

/** Every field of every route, as the OpenAPI document has them. */
export function fieldsOf(openApi: unknown): Fields[] {
  const { paths, components } = document.parse(openApi);
  const namesIn = (one: Schema): string[] => {
    const named = one.$ref && components.schemas[one.$ref.split('/').at(-1) ?? ''];
    if (named) return namesIn(named);
    const own = Object.entries(one.properties ?? {}).flatMap(([name, inner]) => {
      const deeper = inner.items ? [] : namesIn(inner);
      return deeper.length > 0 ? deeper.map((rest) => `${name}.${rest}`) : [name];
    });
    const others = [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])];
    return [...own, ...others.flatMap(namesIn), ...(one.items ? namesIn(one.items) : [])];
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      body: [
        ...new Set(Object.values(requestBody?.content ?? {}).flatMap((each) => namesIn(each.schema))),
      ].sort(),
      address: parameters.filter((each) => each.in !== 'header').map(({ name }) => name),
    })),
  );
}
