import type { Instrumentation } from 'next';
import { isUnreachable } from '#domain/unreachable.ts';
import { log } from '#lib/log.ts';
import { requestContext } from '#lib/request-context.ts';

/** Writes down what went wrong, by route and never by address; the answer says whether it was the database. */
export const onRequestError: Instrumentation.onRequestError = (error, _request, { routePath, routeType }) => {
  const context = requestContext.getStore();
  if (context && isUnreachable(error)) context.unreachable = true;
  log.error({ err: error, route: routePath, during: routeType }, 'failed');
};
