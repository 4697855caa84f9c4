import type { Db } from '#db/client.ts';
import type { BrandId, KeyActor } from '#domain/actor.ts';
import { idKeyOf } from '#domain/brand/queries.ts';
import { takeEvents } from '#domain/event/take-events.ts';
import type { Calendar } from './calendar.ts';
import type { Generated } from './generate.ts';
import type { DemoCustomer } from './population.ts';
import { seeded } from './random.ts';

/** So many days of events, each of every tenth customer. */
const [lastDays, every] = [5, 10];

const titles = ['The Ferryman’s Ledger', 'Salt and Thunder', 'Nine Lamps', 'A Quiet Engine'];
const queries = ['short films', 'sea stories', 'something calm', 'by the same director'];

/**
 * What Otterlight's player sent over Segment's tracking API of late. Mira turned off what would use how it played:
 * hers is not kept. The player also sends what nothing wants, and what names nobody.
 */
export async function seedEvents(
  db: Db,
  brandId: BrandId,
  customers: Generated['customers'],
  days: Calendar,
) {
  const idKey = await idKeyOf(db, brandId);
  const actor: KeyActor = { kind: 'key', keyId: brandId, brandId, scopes: ['ingest'] };
  const crowd = customers.map((each) => each.customer).filter((each, i) => each.told || i % every === 0);
  for (let daysAgo = lastDays; daysAgo > 0; daysAgo -= 1) {
    const at = days.at(daysAgo, 20);
    const events = crowd.flatMap((customer) => (customer.activity > 0 ? sent(customer, daysAgo) : []));
    await takeEvents({ db, actor, now: () => at }, idKey, events);
  }
}

function sent({ number, told }: DemoCustomer, daysAgo: number): Record<string, unknown>[] {
  const random = seeded(`otterlight/events/${number}/${daysAgo}`);
  const named = (event: string, properties: Record<string, string | number>) => ({
    ...{ type: 'track', event, userId: number, messageId: `${number} ${daysAgo} ${event}`, properties },
  });
  const stalled = named('Video Playback Interrupted', { method: 'the picture stalled' });
  // What the demo people hold stays as the rest of the demo tells it.
  if (told) return [stalled];
  const minutes = random.int(20, 110);
  return [
    stalled,
    named('Video Playback Completed', { session_id: `e-${daysAgo}`, title: random.pick(titles), minutes }),
    named('Products Searched', { query: random.pick(queries) }),
    named('Subtitles Resized', { size: random.int(1, 3) }),
    { type: 'page', name: 'Start', anonymousId: `a ${number}`, messageId: `${number} ${daysAgo} start` },
  ];
}
