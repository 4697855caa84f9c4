import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { actorKinds, choiceSources } from '#db/schema/customer.ts';
import type { ChosenState } from '../exchange/standing.ts';
import type { Evidence } from './evidence.ts';

/** What a ledger entry's hash covers, in words that outlive column names; `docs/ledger.md` has every field. */
export type LedgerEntry = {
  customer: string;
  seq: number;
  brand: string;
  exchange: string;
  version: number;
  from: string;
  state: ChosenState;
  actor: { kind: (typeof actorKinds)[number]; id: string | null };
  locale: string | null;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  /** Only in an entry about a choice made elsewhere. */
  evidence?: Evidence;
  /** When it was made elsewhere; like `at`. */
  madeAt?: string;
  /** Only in an entry in which the browser's privacy signal had a part. */
  source?: (typeof choiceSources)[number];
  /** Only in a yes that lapses, and not in the oldest entries: when; like `at`. */
  expiresAt?: string;
  /** Not in the oldest entries: the systems, by slug and in order, that this entry was sent to. */
  told?: string[];
  /** Hex of the entry before; null for the first. */
  prev: string | null;
};

/** SHA-256 over the canonical JSON (RFC 8785) of the entry, which names the hash of the entry before. */
export function entryHash(entry: LedgerEntry): Buffer {
  const text = canonicalize(entry);
  if (text === undefined) throw new TypeError('A ledger entry must be JSON.');
  return createHash('sha256').update(text, 'utf8').digest();
}
