import { z } from 'zod';
import { createApi } from '#api/app.ts';
import { portal } from '#db/portal.ts';

/** What the page draws of an OpenAPI 3.1 document; the rest is left where it is. */
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().optional(),
  description: z.string().optional(),
  schema: z.unknown(),
});
const content = z.record(z.string(), z.object({ schema: z.unknown() })).optional();
const operation = z.object({
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  parameters: z.array(parameter).default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content })),
});
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

export type ApiDocument = z.infer<typeof documentSchema>;
export type Operation = z.infer<typeof operation> & { method: string; path: string; id: string };

let read: Promise<ApiDocument> | undefined;

/** The API's own document, as anyone gets it from `/api/v1/openapi.json`. */
export function readDocument(): Promise<ApiDocument> {
  read ??= Promise.resolve(createApi(() => portal().db).request('/api/v1/openapi.json'))
    .then((response) => response.json())
    .then((json) => documentSchema.parse(json));
  return read;
}

export const operationsOf = ({ paths }: ApiDocument): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, its]) => ({
      ...its,
      method: method.toUpperCase(),
      path,
      id: `${method}${path.replaceAll(/[^a-zA-Z]+/g, '-').replace(/-$/, '')}`,
    })),
  );
