import type { ChosenState } from '../exchange/standing.ts';
import { entryHash, type LedgerEntry } from './entry-hash.ts';
import type { Evidence } from './evidence.ts';
import type { ChainCheck } from './verify-chain.ts';

export type BrokenChain = Extract<ChainCheck, { ok: false }>['why'];

/** A row of the ledger as the driver gives it. */
export type ChainRow = {
  customer_id: string;
  seq: string;
  brand_id: string;
  exchange: string;
  version: number;
  from_state: string;
  state: ChosenState;
  actor_kind: LedgerEntry['actor']['kind'];
  actor_id: string | null;
  locale: string | null;
  at: string;
  evidence: Evidence | null;
  made_at: string | null;
  source: LedgerEntry['source'] | null;
  expires_at: string | null;
  told: string[] | null;
  prev_hash: Buffer | null;
  hash: Buffer;
};

/** Why an entry does not follow from the one before; null when it does. */
export function whyBroken(row: ChainRow, before: { seq: number; hash: Buffer } | null): BrokenChain | null {
  if (Number(row.seq) !== (before?.seq ?? 0) + 1) return 'gap';
  if ((row.prev_hash?.toString('hex') ?? null) !== (before?.hash.toString('hex') ?? null))
    return 'broken link';
  const entry = entryOf(row);
  return entry && entryHash(entry).equals(row.hash) ? null : 'altered';
}

/** Null when a time is finer than the ledger writes: the hash, which is over milliseconds, would not show it. */
function entryOf(row: ChainRow): LedgerEntry | null {
  const [at, madeAt, expiresAt] = [row.at, row.made_at, row.expires_at].map(wholeMilliseconds);
  if (!at || madeAt === null || expiresAt === null) return null;
  return {
    customer: row.customer_id,
    seq: Number(row.seq),
    brand: row.brand_id,
    exchange: row.exchange,
    version: row.version,
    from: row.from_state,
    state: row.state,
    actor: { kind: row.actor_kind, id: row.actor_id },
    locale: row.locale,
    at,
    ...(row.evidence && { evidence: row.evidence }),
    ...(madeAt !== undefined && { madeAt }),
    ...(row.source && { source: row.source }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(row.told && { told: row.told }),
    prev: row.prev_hash?.toString('hex') ?? null,
  };
}

/** Undefined where there is no time. */
export function wholeMilliseconds(text: string | null): string | null | undefined {
  if (text === null) return undefined;
  const date = new Date(text);
  return /\.\d{4,}/.test(text) || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
