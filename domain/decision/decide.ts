import type { Db } from '#db/client.ts';
import type { FoundKey } from '../api-key/find-key.ts';
import { customerId } from '../customer/customer-id.ts';
import type { Standing } from '../exchange/standing.ts';

/**
 * Where the customer stands (`gpc`: they object by a signal of their browser), or why that cannot be said. Only some
 * standings allow; the rest are a no.
 */
export const reasons = [
  'granted',
  'locked',
  'never_asked',
  'refused',
  'withdrawn',
  'objected',
  'gpc',
  'expired',
  'unknown_customer',
  'unknown_exchange',
  'unavailable',
] as const satisfies (Standing | 'gpc' | 'unknown_customer' | 'unknown_exchange' | 'unavailable')[];

export type Reason = (typeof reasons)[number];

export type Question = {
  category: string;
  purpose: string;
  /** Of several exchanges about this use, the one that is meant. */
  exchange?: string;
  /** The answer must know the customer's ledger up to this entry, or it is a no. */
  minSeq?: number;
};

export type Decision = {
  allowed: boolean;
  reason: Reason;
  /** The exchange that decided it. */
  exchange: string | null;
  version: number | null;
  /** The entry of the customer's ledger that decided it; 0: they have never chosen on this exchange. */
  seq: number;
};

type Row = {
  allowed: boolean;
  reason: Reason;
  exchange: string | null;
  version: number | null;
  seq: string;
};

const statement = `
  select allowed, reason, exchange, version, seq
  from decide($1, $2::uuid[], $3, $4, $5, $6, $7::timestamptz)
  order by place`;

/**
 * May the brand use this category for this purpose, for each of these customers (by external id), now?
 * One answer each, in the order asked; null when the key may not ask, whatever it could a moment ago.
 * One statement, no transaction: `decide()` in the database holds the rule and keeps to the key's brand.
 */
export async function decide(
  db: Db,
  key: Pick<FoundKey, 'hash' | 'idKey'>,
  customers: readonly string[],
  question: Question,
  at = new Date(),
): Promise<Decision[] | null> {
  const ids = `{${customers.map((externalId) => customerId(key.idKey, externalId)).join(',')}}`;
  const { category, purpose, exchange = null, minSeq = 0 } = question;
  const rows = await db.$client.unsafe<Row[]>(statement, [
    ...[key.hash, ids, category, purpose, exchange, minSeq],
    at.toISOString(),
  ]);
  if (rows.length < customers.length) return null;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
