/** As the OpenAPI document has them; `client.test.ts` holds the two together. */
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
] as const;

/** Where the customer stands, or why that cannot be said. */
export type Reason = (typeof reasons)[number];

export type Question = {
  category: string;
  purpose: string;
  /** Of several exchanges about this use, the one you mean. */
  exchange?: string;
  /** Know the customer's ledger up to this entry, or say no. */
  minSeq?: number;
};

export type Decision = {
  allowed: boolean;
  reason: Reason;
  exchange: string | null;
  version: number | null;
  seq: number;
};
