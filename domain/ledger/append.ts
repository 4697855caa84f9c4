import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';
import { notFound } from '../errors.ts';
import { type Acting, type Entry, type Head, type Listener, linkEntries } from './link.ts';
import { writeLinks } from './write-links.ts';

/**
 * Locks the customer's row, then reads the end of the chain. Two statements: only one that starts
 * after the lock is held sees what the last holder wrote, and so a chain cannot fork.
 * Throws not_found when the customer is not there or not in scope, or is not `person`'s any more: a change of the
 * record's address that came first has ended what the visit was let in by.
 */
export async function lockLedger(tx: Tx, customerId: CustomerId, person?: PersonId): Promise<Head> {
  const theirs = person ? sql`and person_id = ${person}` : sql``;
  const [locked, [last], systems] = await Promise.all([
    tx.execute(sql`select 1 from customer where customer_id = ${customerId} ${theirs} for no key update`),
    tx.execute<{ seq: string; hash: Buffer }>(sql`
      select seq, hash from ledger where customer_id = ${customerId} order by seq desc limit 1`),
    listListeners(tx, sql`(select brand_id from customer where customer_id = ${customerId})`),
  ]);
  if (locked.length === 0) throw notFound('customer');
  return { ...(last ? { seq: Number(last.seq), hash: last.hash } : { seq: 0, hash: null }), systems };
}

/** The brand's systems in use. One that comes or goes meanwhile hears of the next entry, or of this one in vain. */
export const listListeners = (tx: Tx, brandId: BrandId | SQL): Promise<Listener[]> =>
  tx.execute<Listener>(sql`
    select slug, exchanges from system where brand_id = ${brandId} and retired_at is null`);

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
