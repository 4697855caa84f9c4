import { pino } from 'pino';
import { env } from './env.ts';
import { errorFields } from './error-fields.ts';
import { requestContext } from './request-context.ts';

/** One JSON object a line on standard output, with the id of the request it belongs to. Never put a person's values in. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  serializers: { err: errorFields },
  mixin: () => {
    const context = requestContext.getStore();
    return context ? { request: context.id } : {};
  },
});
