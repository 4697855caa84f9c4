import type { MiddlewareHandler } from 'hono';
import type { ChoiceLane } from '#db/choice-lane.ts';
import type { ReadJson } from '#lib/bounded-json.ts';
import { readJsonBody, small } from './body.ts';
import type { ApiEnv } from './environment.ts';

/** Bytes of a body that counts as an opt-out. What is longer, packed or of unsaid length goes the way of all calls. */
const largest = 500;

/**
 * Knows an “off” by its few bytes, before anything else is done for it: from here on it goes by connections of its own
 * and is never limited. What it says is judged like any other filing.
 */
export const asOptOut =
  (choices: () => ChoiceLane): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const length = Number(c.req.header('content-length') ?? Number.NaN);
    if (length <= largest && !c.req.header('content-encoding')) {
      await readJsonBody(c, small);
      if (saysOff(c.get('json'))) {
        c.set('optOut', choices());
        c.set('db', choices().db);
      }
    }
    await next();
  };

const saysOff = (read: ReadJson): boolean =>
  read.isJson &&
  !read.saysTwice &&
  typeof read.value === 'object' &&
  read.value !== null &&
  'want' in read.value &&
  read.value.want === 'off';

export const unlessRead =
  (read: MiddlewareHandler<ApiEnv>): MiddlewareHandler<ApiEnv> =>
  (c, next) =>
    c.get('json') ? next() : read(c, next);

/** For all calls but an opt-out. */
export const unlessOptOut =
  (handler: MiddlewareHandler<ApiEnv>): MiddlewareHandler<ApiEnv> =>
  (c, next) =>
    c.get('optOut') ? next() : handler(c, next);

/** Brands take turns, and of a brand its customers: a flood of opt-outs holds up nobody else's. Other calls take none. */
export const takingTurns: MiddlewareHandler<ApiEnv> = (c, next) => {
  const lane = c.get('optOut');
  const whose = { group: c.get('ctx').actor.brandId, member: c.req.param('externalId') ?? '' };
  return lane ? lane.inTurn(whose, next) : next();
};
