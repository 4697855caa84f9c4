import { type ChoiceLane, choiceLane } from '#db/choice-lane.ts';
import type { Db } from '#db/client.ts';
import { addAudience } from './audience.ts';
import { addBenefits } from './benefits.ts';
import { addChanges } from './changes.ts';
import { addChoices } from './choices.ts';
import { addCustomers } from './customers.ts';
import { addDecisions } from './decisions.ts';
import { addDeliveries } from './deliveries.ts';
import { type Api, newApi } from './environment.ts';
import { addHoldings } from './holdings.ts';
import { addReference } from './openapi.ts';
import { asProblem, Problem, problemResponse } from './problem.ts';
import { limitsOf, type Rates, usualRates } from './rate-limit.ts';
import { createSegment } from './segment.ts';

/** For whoever has no connections to spare: opt-outs take turns on those of all calls. */
function sharedLane(db: () => Db): () => ChoiceLane {
  let lane: ChoiceLane | undefined;
  return () => {
    lane ??= choiceLane(db());
    return { ...lane, db: db() };
  };
}

/**
 * The API for brand engineers, under `/api/v1`, with Segment's beside it: mounted by Next, or served alone
 * (`npm run api`).
 * `db` and `choices` are asked for at each request, so that nothing connects before the first.
 */
export function createApi(
  db: () => Db,
  { rates = usualRates, choices = sharedLane(db) }: { rates?: Rates; choices?: () => ChoiceLane } = {},
): Api {
  const api = newApi();
  const limits = limitsOf(rates);
  addReference(api);
  api.use(async (c, next) => {
    c.set('db', db());
    await next();
  });
  addDecisions(api, limits);
  addCustomers(api, limits);
  addHoldings(api, limits);
  addBenefits(api, limits);
  addChoices(api, limits, choices);
  addDeliveries(api, limits);
  addAudience(api, limits);
  addChanges(api, limits);
  api.onError((error, c) => {
    const problem = asProblem(error);
    // Nobody who looks only at this one field may read a failure as a yes.
    if (c.req.path.endsWith('/decisions'))
      Object.assign(problem.extra, { allowed: false, reason: 'unavailable' });
    return problemResponse(problem);
  });
  const segment = createSegment(db, limits);
  const both = newApi().route('/api/v1', api).route('/api/segment/v1', segment) as Api;
  // Of an app that is mounted in another, Hono asks only the outer one.
  both.notFound(() => problemResponse(new Problem('no_route', 'See /docs/api for what there is.')));
  return both;
}
