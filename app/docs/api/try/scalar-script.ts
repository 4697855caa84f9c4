import scalar from '@scalar/fastify-api-reference';

/**
 * Scalar's script for browsers. Its full package brings 300 MB; this one, made for Fastify, carries the finished script and
 * serves it on a route, so a stand-in for Fastify takes that route and asks it.
 */
export function scalarScript(): string {
  let script = '';
  const reply = { header: () => reply, send: (body: string) => (script = body) };
  const fastify = {
    hasPlugin: () => false,
    route: ({ url, handler }: { url: string; handler: (request: null, to: typeof reply) => unknown }) =>
      url.endsWith('/scalar.js') && handler(null, reply),
  };
  Reflect.apply(scalar, null, [fastify, { configuration: { url: '/' } }, () => {}]);
  if (!script) throw new TypeError('This version of Scalar keeps its script elsewhere.');
  return script;
}
