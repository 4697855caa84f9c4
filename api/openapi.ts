import type { Api } from './environment.ts';

/** The OpenAPI 3.1 document of everything that was added before. */
export const openApiOf = (api: Api) =>
  api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Mutual',
      version: '1',
      description: 'What a brand’s own systems send in, ask and hear. Times are ISO 8601 in UTC.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }],
  });

/** Serves the document, for everyone; made at the first call, when every route is there. */
export function addReference(api: Api) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  let made: ReturnType<typeof openApiOf> | undefined;
  api.get('/openapi.json', (c) => {
    made ??= openApiOf(api);
    return c.json(made);
  });
}
