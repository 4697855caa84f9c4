import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { choice, ledger } from '#db/schema/customer.ts';
import type { CustomerActor, CustomerId } from '../actor.ts';
import { notFound } from '../errors.ts';
import type { ChosenState, Standing } from '../exchange/standing.ts';
import { entryHash } from './entry-hash.ts';

export type Entry = {
  exchange: string;
  version: number;
  from: Standing;
  state: ChosenState;
  expiresAt: Date | null;
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

/** Appends entries to a locked chain and moves the choices along, in the caller's transaction. */
export async function appendToLedger(
  tx: Tx,
  actor: CustomerActor,
  head: Head,
  { entries, locale, at }: { entries: readonly Entry[]; locale: string | null; at: Date },
): Promise<void> {
  if (entries.length === 0) return;
  const { customerId, brandId } = actor;
  let prev = head.hash;
  const rows = entries.map((entry, index) => {
    const seq = head.seq + index + 1;
    const hash = entryHash({
      customer: customerId,
      seq,
      brand: brandId,
      exchange: entry.exchange,
      version: entry.version,
      from: entry.from,
      state: entry.state,
      actor: { kind: actor.kind, id: actor.personId },
      locale,
      at: at.toISOString(),
      prev: prev?.toString('hex') ?? null,
    });
    const { exchange, version, state, expiresAt } = entry;
    const row = {
      customerId,
      brandId,
      exchange,
      version,
      state,
      seq,
      expiresAt,
      from: entry.from,
      prevHash: prev,
      hash,
    };
    prev = hash;
    return row;
  });
  await Promise.all([
    tx.insert(ledger).values(
      rows.map(({ from, expiresAt: _, ...row }) => ({
        ...row,
        fromState: from,
        actorKind: actor.kind,
        actorId: actor.personId,
        locale,
        at,
      })),
    ),
    tx
      .insert(choice)
      .values(rows.map(({ from: _, prevHash: __, hash: ___, ...row }) => ({ ...row, chosenAt: at })))
      .onConflictDoUpdate({
        target: [choice.customerId, choice.exchange],
        set: {
          state: sql`excluded.state`,
          version: sql`excluded.version`,
          seq: sql`excluded.seq`,
          chosenAt: sql`excluded.chosen_at`,
          expiresAt: sql`excluded.expires_at`,
        },
      }),
  ]);
}
