import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import type { CustomerActor, CustomerId } from '../actor.ts';
import { type Arrival, arrivalsOf, readArrivals } from './arrivals.ts';

export type Arrivals = ReadonlyMap<string, readonly Arrival[]>;

/** Whoever is told of a customer's arrivals, at first and whenever they change. */
export type Watcher = {
  actor: CustomerActor;
  tell: (arrivals: Arrivals) => void;
  /** Somebody newer needs the place. */
  end: () => void;
  /** The database cannot be asked. */
  fail: () => void;
};

/** How many may watch in one process. A person has a page in several tabs; beyond that, the newest are served. */
export type Places = { ofPerson: number; ofAll: number };

const usualPlaces: Places = { ofPerson: 6, ofAll: 1_000 };

/** Milliseconds from one look to the next, and until somebody new is looked at. */
const pause = { usual: 500, shortest: 50 };

/**
 * Looks for all who watch at once: one query twice a second for as long as there is somebody, however many there are.
 * When a person has too many places, their oldest ends; when all are taken, the oldest of the brand that has most.
 */
export function arrivalsWatch(db: () => Db, places = usualPlaces) {
  const watchers = new Map<Watcher, { seen?: string }>();
  let isLooking = false;
  let newcomer = Promise.withResolvers<void>();

  function watch(watcher: Watcher): () => void {
    const { personId } = watcher.actor;
    const its = [...watchers.keys()].filter(({ actor }) => actor.personId === personId);
    if (its.length >= places.ofPerson) giveUp(its[0]);
    else if (watchers.size >= places.ofAll) giveUp(oldestOfLargest([...watchers.keys()]));
    watchers.set(watcher, {});
    newcomer.resolve();
    if (!isLooking) void keepLooking();
    return () => void watchers.delete(watcher);
  }

  function giveUp(watcher: Watcher | undefined) {
    if (watcher && watchers.delete(watcher)) watcher.end();
  }

  async function keepLooking() {
    isLooking = true;
    while (watchers.size > 0) {
      newcomer = Promise.withResolvers();
      await look().catch(() => {
        for (const watcher of [...watchers.keys()]) if (watchers.delete(watcher)) watcher.fail();
      });
      await wait(pause.shortest);
      await Promise.race([wait(pause.usual - pause.shortest), newcomer.promise]);
    }
    isLooking = false;
  }

  async function look() {
    const asked = [...watchers];
    const customerIds = [...new Set(asked.map(([{ actor }]) => actor.customerId))];
    if (customerIds.length === 0) return;
    const found = await findAll(db(), customerIds);
    for (const [watcher, held] of asked) {
      if (!watchers.has(watcher)) continue;
      const its = found(watcher.actor.customerId);
      if (held.seen === its.mark) continue;
      held.seen = its.mark;
      watcher.tell(its.arrivals);
    }
  }

  return { watch };
}

/** Each customer's arrivals, and a text that is another when they are. */
async function findAll(db: Db, customerIds: readonly CustomerId[]) {
  const records = await withScope(db, { kind: 'customers', customerIds }, (tx) =>
    readArrivals(tx, customerIds),
  );
  const now = new Date();
  const byCustomer = Map.groupBy(records, (record) => record.customer_id);
  const found = new Map(
    customerIds.map((id) => {
      const arrivals = arrivalsOf(byCustomer.get(id) ?? [], now);
      return [id, { arrivals, mark: JSON.stringify([...arrivals]) }] as const;
    }),
  );
  return (id: CustomerId) => found.get(id) ?? { arrivals: new Map(), mark: '' };
}

function oldestOfLargest(watchers: readonly Watcher[]): Watcher | undefined {
  const byBrand = Map.groupBy(watchers, ({ actor }) => actor.brandId);
  return [...byBrand.values()].reduce((most, its) => (its.length > most.length ? its : most), [])[0];
}
