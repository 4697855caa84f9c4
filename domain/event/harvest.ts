import type { CustomerId } from '../actor.ts';
import { customerId } from '../customer/customer-id.ts';
import type { Collectable } from '../exchange/collection.ts';
import type { MappedBenefit, MappedHolding, MappedRow } from '../import/compile-feed.ts';
import type { IngestRow } from '../ingest/ingest.ts';
import type { Heard } from './hear-event.ts';
import type { EventPlan } from './read-plan.ts';
import type { Counted } from './record-counts.ts';

/** An event that says something of a customer. Rules are numbered as in the plan. */
type Ripe = Heard & { customerId: CustomerId; isMapped: boolean; row: MappedRow };

/** What is known of one customer after all events: of what comes twice under one key, the last. */
type Sheaf = {
  customer: MappedRow['customer'];
  holdings: Map<string, MappedHolding>;
  benefits: Map<string, MappedBenefit>;
};

/** Sorts events into what is stored, what is not, and what of each is to be counted. */
export class Harvest {
  readonly #plan: EventPlan;
  readonly #idKey: Buffer;
  readonly #at: Date;
  readonly #counted: Counted[] = [];
  readonly #ripe: Ripe[] = [];

  constructor(plan: EventPlan, idKey: Buffer, at: Date) {
    this.#plan = plan;
    this.#idKey = idKey;
    this.#at = at;
  }

  /** Reads one event by its mapping. */
  hear(event: Heard): void {
    const { type, name, unusable } = event;
    if (unusable) {
      this.#counted.push({ type, name, outcome: unusable });
      return;
    }
    const planned = this.#plan.of(event);
    const row = planned ? planned.read(event.said, this.#at) : bare(event.userId);
    if (row === null) {
      this.#counted.push({ type, name, outcome: 'invalid' });
      return;
    }
    // As it came: a mapping trims what it reads, an id may not differ from the one that another call says.
    row.customer.id = event.userId;
    for (const held of row.holdings) held.rule += planned?.holdings ?? 0;
    for (const benefit of row.benefits) benefit.rule += planned?.benefits ?? 0;
    const says = row.holdings.length + row.benefits.length > 0;
    const isMapped = planned !== undefined && (says || type === 'identify');
    if (isMapped || type === 'identify')
      this.#ripe.push({ ...event, customerId: customerId(this.#idKey, event.userId), isMapped, row });
    else this.#counted.push({ type, name, outcome: 'unmapped' });
  }

  /** What the events would have collected of whom. */
  collectable(): Collectable[] {
    return this.#ripe.flatMap(({ customerId, row }) =>
      row.holdings.map((held) => ({ customerId, category: this.#categoryOf(held) })),
    );
  }

  /** Parts what may be collected from what may not. */
  sort(mayCollect: (of: Collectable) => boolean) {
    const sheaves = new Map<CustomerId, Sheaf>();
    const withheld: Collectable[] = [];
    for (const event of this.#ripe) {
      const { type, name, customerId, isMapped, row } = event;
      const [kept, not] = parted(row.holdings, (held) =>
        mayCollect({ customerId, category: this.#categoryOf(held) }),
      );
      const categories = new Set(not.map((held) => this.#categoryOf(held)));
      for (const category of categories) withheld.push({ customerId, category });
      this.#bind(sheaves, customerId, { ...row, holdings: kept });
      const outcome = categories.size > 0 ? 'withheld' : isMapped ? 'stored' : 'unmapped';
      this.#counted.push({ type, name, outcome });
    }
    const rows = [...sheaves.values()].map(
      ({ customer, holdings, benefits }, place): IngestRow => ({
        place,
        said: { customer, holdings: [...holdings.values()], benefits: [...benefits.values()] },
      }),
    );
    return { counted: this.#counted, withheld, rows };
  }

  #bind(sheaves: Map<CustomerId, Sheaf>, of: CustomerId, { customer, holdings, benefits }: MappedRow) {
    const sheaf = sheaves.get(of) ?? { customer, holdings: new Map(), benefits: new Map() };
    sheaves.set(of, sheaf);
    sheaf.customer = {
      id: customer.id,
      email: customer.email ?? sheaf.customer.email,
      oidcSubject: customer.oidcSubject ?? sheaf.customer.oidcSubject,
      since: customer.since ?? sheaf.customer.since,
    };
    for (const held of holdings) sheaf.holdings.set(`${this.#categoryOf(held)} ${held.key}`, held);
    for (const benefit of benefits)
      sheaf.benefits.set(`${this.#plan.benefits[benefit.rule]?.exchange} ${benefit.key}`, benefit);
  }

  #categoryOf = (held: MappedHolding): string => this.#plan.holdings[held.rule]?.category ?? '';
}

const bare = (id: string): MappedRow => ({
  customer: { id, email: null, oidcSubject: null, since: null },
  holdings: [],
  benefits: [],
});

function parted<T>(all: readonly T[], test: (each: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((each) => !test(each))];
}
