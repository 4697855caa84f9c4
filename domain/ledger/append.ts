import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { actorKinds } from '#db/schema/customer.ts';
import type { BrandId, CustomerId } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { ChosenState, Standing } from '../exchange/standing.ts';
import { entryHash, type LedgerEntry } from './entry-hash.ts';
import type { Evidence } from './evidence.ts';
import { writeLinks } from './write-links.ts';

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

/** The end of a customer's chain: what the next entry follows. */
export type Head = { seq: number; hash: Buffer | null };

/**
 * Locks the customer's row, then reads the end of the chain. Two statements: only one that starts
 * after the lock is held sees what the last holder wrote, and so a chain cannot fork.
 * Throws not_found when the customer is not there or not in scope.
 */
export async function lockLedger(tx: Tx, customerId: CustomerId): Promise<Head> {
  const [locked, [last]] = await Promise.all([
    tx.execute(sql`select 1 from customer where customer_id = ${customerId} for no key update`),
    tx.execute<{ seq: string; hash: Buffer }>(sql`
      select seq, hash from ledger where customer_id = ${customerId} order by seq desc limit 1`),
  ]);
  if (locked.length === 0) throw notFound('customer');
  return last ? { seq: Number(last.seq), hash: last.hash } : { seq: 0, hash: null };
}

/**
 * Appends entries to a locked chain and moves the choices along, in the caller's transaction.
 * Only the customer turns things on (invariant 4): a "granted" by another without evidence is a fault in the caller.
 */
export function appendToLedger(
  tx: Tx,
  acting: Acting,
  head: Head,
  said: { entries: readonly Entry[]; locale: string | null; at: Date },
): Promise<void> {
  return writeLinks(tx, acting.brandId, said.at, linkEntries(acting, head, said));
}

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
      prev: prev?.toString('hex') ?? null,
    });
    const link = {
      ...{ customer: customerId, seq, exchange, version, from, state, expiresAt, locale },
      ...{ actorKind: by.kind, actorId: by.id },
      ...{ evidence: elsewhere?.evidence ?? null, madeAt: elsewhere?.madeAt ?? null, source: source ?? null },
      ...{ prev: prev?.toString('hex') ?? null, hash: hash.toString('hex') },
    };
    prev = hash;
    return link;
  });
}
