import { asc, eq } from 'drizzle-orm';
import { ledger } from '#db/schema/customer.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { entryHash, type LedgerEntry } from './entry-hash.ts';

export type StoredEntry = LedgerEntry & { hash: string };

/** A customer's whole chain, oldest first. */
export async function readLedger(ctx: Ctx<CustomerActor>): Promise<StoredEntry[]> {
  const { customerId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx.select().from(ledger).where(eq(ledger.customerId, customerId)).orderBy(asc(ledger.seq)),
  );
  return rows.map(storedEntry);
}

/** A row of the ledger in the words that its hash covers. */
export function storedEntry(row: typeof ledger.$inferSelect): StoredEntry {
  return {
    customer: row.customerId,
    seq: row.seq,
    brand: row.brandId,
    exchange: row.exchange,
    version: row.version,
    from: row.fromState,
    state: row.state,
    actor: { kind: row.actorKind, id: row.actorId },
    locale: row.locale,
    at: row.at.toISOString(),
    ...(row.evidence && { evidence: row.evidence }),
    ...(row.madeAt && { madeAt: row.madeAt.toISOString() }),
    ...(row.source && { source: row.source }),
    ...(row.expiresAt && { expiresAt: row.expiresAt.toISOString() }),
    ...(row.told && { told: row.told }),
    prev: row.prevHash?.toString('hex') ?? null,
    hash: row.hash.toString('hex'),
  };
}

export type ChainCheck = { ok: true } | { ok: false; seq: number; why: 'gap' | 'broken link' | 'altered' };

/** Walks a chain and names the first entry that does not follow from the one before. */
export function verifyChain(entries: readonly StoredEntry[]): ChainCheck {
  let prev: string | null = null;
  for (const [index, { hash, ...entry }] of entries.entries()) {
    if (entry.seq !== index + 1) return { ok: false, seq: entry.seq, why: 'gap' };
    if (entry.prev !== prev) return { ok: false, seq: entry.seq, why: 'broken link' };
    if (entryHash(entry).toString('hex') !== hash) return { ok: false, seq: entry.seq, why: 'altered' };
    prev = hash;
  }
  return { ok: true };
}
