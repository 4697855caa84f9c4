import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { requestContext } from '#lib/request-context.ts';
import { inertPolicy, securityHeaders } from '#lib/security-headers.ts';
import { bodyGuard } from './body-guard.ts';
import { errorPage, isErrorPageRequest } from './error-page.ts';
import { isForeignPost, nameOwnHost } from './foreign-post.ts';
import type { PortalRequest } from './portal-request.ts';
import type { PortalResponse } from './portal-response.ts';
import { routeNames } from './route-names.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Around Next's own answer: headers for everything, a request's id, its line in the log, and words where it went wrong. */
export function answer(handle: Handler) {
  const routeOf = routeNames();
  return async (request: PortalRequest, response: PortalResponse) => {
    const begun = performance.now();
    const context = { id: requestId(request), unreachable: false, busy: false };
    request.headers['x-request-id'] = context.id;
    if (!isText(request.url ?? '/')) request.url = nowhere;
    // With no proxy of ours in front, the header is the client's own claim; Next then puts the connection's address there.
    if (env.TRUSTED_PROXIES === 0) delete request.headers['x-forwarded-for'];
    for (const [name, value] of Object.entries(securityHeaders(isHttps(request))))
      response.setHeader(name, value);
    response.setHeader('content-security-policy', inertPolicy);
    response.setHeader('x-request-id', context.id);
    response.isBusy = () => context.busy;
    if (!isErrorPageRequest(request))
      response.errorPage = (status) => errorPage(context.unreachable ? 503 : status, request);
    response.once('close', () => {
      const route = routeOf(request.url ?? '/');
      const ms = Math.round(performance.now() - begun);
      const fields = { request: context.id, method: request.method, route, status: response.statusCode, ms };
      if (route === 'file') log.debug(fields, 'answered');
      else log.info(fields, 'answered');
    });
    if (isForeignPost(request)) return response.send(await errorPage(403, request));
    nameOwnHost(request);
    request.guardBody(bodyGuard(request), async () => response.settle(await errorPage(413, request)));
    await requestContext
      .run(context, () => handle(request, response))
      .catch((error: unknown) => {
        if (request.isRefused) return;
        log.error({ err: error, request: context.id }, 'failed');
        response.destroy();
      });
  };
}

/** Nothing stands here. Next answers 500 to a path under a brand whose bytes are no text; it is as missing as any other. */
const nowhere = '/no-text';

function isText(url: string): boolean {
  try {
    decodeURIComponent(url.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

/** A balancer's id is kept, so that its log and ours tell of the same request. */
function requestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}

const isHttps = (request: IncomingMessage) =>
  request.headers['x-forwarded-proto'] === 'https' || Boolean(env.PORTAL_URL?.startsWith('https:'));
