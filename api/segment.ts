import type { Db } from '#db/client.ts';
import { eventTypes } from '#db/schema/event.ts';
import { takeEvents } from '#domain/event/take-events.ts';
import { jsonOf } from './body.ts';
import { type Api, type ApiContext, newApi } from './environment.ts';
import { asProblem, Problem, problemResponse } from './problem.ts';
import { type Limits, limited } from './rate-limit.ts';
import { withWriteKey } from './write-key.ts';

/** An event that is too deep is only counted (domain/event/hear-event.ts): the rest of its batch is heard. */
const depth = Number.POSITIVE_INFINITY;

/** Of a batch and of an event sent alone. Bytes as Segment has them: 500 kB and 32 kB. */
const bounds = {
  batch: { bytes: 500 * 1024, elements: 100_000, depth },
  event: { bytes: 32 * 1024, elements: 10_000, depth },
};

/** Events of a batch at most. */
const mostEvents = 2_500;

/**
 * Segment's HTTP tracking API, under `/api/segment/v1`, as its libraries call it: `batch`, and each type of event
 * alone. Every batch that can be read is answered `{"success": true}`, as Segment does; what became of its events is
 * counted (domain/event). Libraries drop what is refused with 400 to 428, and send again after 429 and 5xx.
 */
export function createSegment(db: () => Db, limits: Limits): Api {
  const api = newApi();
  api.use(async (c, next) => {
    c.set('db', db());
    await next();
  });
  api.post('/batch', withWriteKey(bounds.batch), limited(limits.calls), async (c) => {
    await takeEvents(c.get('ctx'), c.get('key').idKey, eventsOf(jsonOf(c)));
    return done(c);
  });
  for (const type of eventTypes)
    api.post(`/${type}`, withWriteKey(bounds.event), limited(limits.calls), async (c) => {
      await takeEvents(c.get('ctx'), c.get('key').idKey, [jsonOf(c)], type);
      return done(c);
    });
  api.onError((error) => problemResponse(sendAgain(asProblem(error))));
  return api;
}

function eventsOf(body: unknown): unknown[] {
  if (typeof body !== 'object' || body === null || !('batch' in body) || !Array.isArray(body.batch))
    throw new Problem('malformed', 'Send a JSON object with a list of events as `batch`.');
  if (body.batch.length > mostEvents)
    throw new Problem('too_large', `A batch may have ${mostEvents} events.`);
  return body.batch;
}

/** Libraries give up after a 409; after a 429 they wait as long as they are told. */
const sendAgain = (problem: Problem): Problem =>
  problem.code === 'conflict'
    ? new Problem('limited', problem.message, {}, { 'retry-after': '10' })
    : problem;

const done = (c: ApiContext) => c.json({ success: true });
