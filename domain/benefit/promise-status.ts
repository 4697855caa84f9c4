import { type Period, periodDays, type ValuePromise } from '#lib/terms.ts';

/** `not_due`: the exchange is off, or has not been on for a whole period yet. */
export type PromiseStatus = 'kept' | 'behind' | 'never' | 'not_due';

/** What came back in the running period, in the promise's own unit. Amounts are decimal strings. */
export type Recent = { amount: string; count: number };

/** Milliseconds of a promise's period. */
export const periodLength = (per: Period) => periodDays[per] * 86_400_000;

/**
 * Whether a promise is kept for one customer: what they received within the last period, against what was said.
 * `onSince` is when the exchange began to count for them; null while it is off.
 */
export function promiseStatus(given: {
  promise: ValuePromise;
  onSince: Date | null;
  recent: Recent | undefined;
  everReceived: boolean;
  now: Date;
}): PromiseStatus {
  const { promise, onSince, recent, everReceived, now } = given;
  if (onSince === null) return 'not_due';
  const received = promise.unit === 'times' ? (recent?.count ?? 0) : Number(recent?.amount ?? 0);
  if (received >= Number(promise.amount)) return 'kept';
  if (now.getTime() - onSince.getTime() < periodLength(promise.per)) return 'not_due';
  return everReceived ? 'behind' : 'never';
}
