import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { readInBatches } from '#db/read-in-batches.ts';
import type { BrandId } from '../actor.ts';
import type { ChosenState } from '../exchange/standing.ts';
import { entryHash, type LedgerEntry } from './entry-hash.ts';
import type { Evidence } from './evidence.ts';
import type { ChainCheck } from './verify-chain.ts';

type Broken = Extract<ChainCheck, { ok: false }>;

export type Walk = {
  customers: number;
  entries: number;
  /** The first entry that does not follow, in the order of customers and of their entries. */
  bad: { customer: string; seq: number; why: Broken['why'] } | null;
};

type Row = {
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

/** Walks all the brand's chains, an entry at a time, in constant memory. */
export async function walkChains(tx: Tx, brandId: BrandId): Promise<Walk> {
  const walk: Walk = { customers: 0, entries: 0, bad: null };
  let last: { customer: string; seq: number; hash: Buffer } | null = null;
  const batches = readInBatches<Row>(
    tx,
    sql`select * from ledger where brand_id = ${brandId} order by customer_id, seq`,
  );
  for await (const rows of batches)
    for (const row of rows) {
      const customer = row.customer_id;
      const before: typeof last = last?.customer === customer ? last : null;
      const why = whyBad(row, before);
      walk.bad ??= why && { customer, seq: why === 'gap' ? (before?.seq ?? 0) + 1 : Number(row.seq), why };
      walk.entries += 1;
      if (!before) walk.customers += 1;
      last = { customer, seq: Number(row.seq), hash: row.hash };
    }
  return walk;
}

function whyBad(row: Row, before: { seq: number; hash: Buffer } | null): Broken['why'] | null {
  if (Number(row.seq) !== (before?.seq ?? 0) + 1) return 'gap';
  if ((row.prev_hash?.toString('hex') ?? null) !== (before?.hash.toString('hex') ?? null))
    return 'broken link';
  const entry = entryOf(row);
  return entry && entryHash(entry).equals(row.hash) ? null : 'altered';
}

/** Null when a time is finer than the ledger writes: the hash, which is over milliseconds, would not show it. */
function entryOf(row: Row): LedgerEntry | null {
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
