import type { actorKinds } from '#db/schema/customer.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import type { ChosenState, Standing } from '../exchange/standing.ts';
import { entryHash, type LedgerEntry } from './entry-hash.ts';
import type { Evidence } from './evidence.ts';

/** Whose chain, and who acts: the customer, or staff, a key or a system on the customer's behalf. */
export type Acting = {
  customerId: CustomerId;
  brandId: BrandId;
  by: { kind: (typeof actorKinds)[number]; id: string | null };
};

export type Entry = {
  exchange: string;
  version: number;
  from: Standing;
  state: ChosenState;
  expiresAt: Date | null;
  /** Of a choice made elsewhere; both are covered by the hash. The only way by which another turns something on. */
  elsewhere?: { evidence: Evidence; madeAt: Date };
  /** The browser's signal said this no, or this yes was said knowing it; covered by the hash. */
  source?: LedgerEntry['source'];
};

/** The end of a customer's chain: what the next entry follows; and the brand's systems, which hear of it. */
export type Head = { seq: number; hash: Buffer | null; systems: readonly Listener[] };

/** A system in use, and the exchanges that it uses. */
export type Listener = { slug: string; exchanges: readonly string[] };

/** An entry in its place in a chain, and what of it is written; hashes as hex, times as text. */
export type Link = {
  customer: CustomerId;
  seq: number;
  exchange: string;
  version: number;
  from: Standing;
  state: ChosenState;
  expiresAt: Date | null;
  actorKind: Acting['by']['kind'];
  actorId: string | null;
  locale: string | null;
  evidence: Evidence | null;
  madeAt: Date | null;
  source: NonNullable<Entry['source']> | null;
  told: string[];
  prev: string | null;
  hash: string;
};

/** Works out entries that follow the end of one customer's chain. */
export function linkEntries(
  { customerId, brandId, by }: Acting,
  head: Head,
  { entries, locale, at }: { entries: readonly Entry[]; locale: string | null; at: Date },
): Link[] {
  let prev = head.hash;
  return entries.map((entry, index) => {
    if (entry.state === 'granted' && by.kind !== 'customer' && !entry.elsewhere)
      throw new TypeError('Only the customer turns an exchange on.');
    const seq = head.seq + index + 1;
    const { exchange, version, from, state, expiresAt, elsewhere, source } = entry;
    const told = toldOf(head.systems, exchange);
    const hash = entryHash({
      customer: customerId,
      seq,
      brand: brandId,
      exchange,
      version,
      from,
      state,
      actor: by,
      locale,
      at: at.toISOString(),
      ...(elsewhere && { evidence: elsewhere.evidence, madeAt: elsewhere.madeAt.toISOString() }),
      ...(source && { source }),
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
      told,
      prev: prev?.toString('hex') ?? null,
    });
    const link = {
      ...{ customer: customerId, seq, exchange, version, from, state, expiresAt, locale },
      ...{ actorKind: by.kind, actorId: by.id },
      ...{ evidence: elsewhere?.evidence ?? null, madeAt: elsewhere?.madeAt ?? null, source: source ?? null },
      ...{ told, prev: prev?.toString('hex') ?? null, hash: hash.toString('hex') },
    };
    prev = hash;
    return link;
  });
}

const toldOf = (systems: readonly Listener[], exchange: string) =>
  systems
    .filter(({ exchanges }) => exchanges.includes(exchange))
    .map(({ slug }) => slug)
    .sort();
