import { type Period, periodDays, type Terms, type ValuePromise } from '#lib/terms.ts';

/** What in the new terms takes more, or gives less, than the old ones. Empty: a narrowing or a rewording. */
export type Widening =
  | 'category'
  | 'purpose'
  | 'basis'
  | 'level'
  | 'retention'
  | 'recipients'
  | 'sources'
  | 'lapse'
  | 'promise';

/**
 * The one rule for asking again: a yes covers only what was read (GDPR Art. 4(11), Art. 6(4)).
 * Whatever takes more data, for more, for longer, to more people, or gives less back, is a new question.
 */
export function widenings(old: Terms, next: Terms): Widening[] {
  const found: [Widening, boolean][] = [
    ['category', next.category !== old.category],
    ['purpose', next.purpose !== old.purpose],
    ['basis', next.basis !== old.basis],
    ['level', next.level > old.level],
    ['retention', longer(old.retentionDays, next.retentionDays)],
    ['recipients', adds(old.recipients, next.recipients)],
    ['sources', adds(old.sources, next.sources)],
    ['lapse', longer(old.lapsesAfterDays, next.lapsesAfterDays)],
    ['promise', lessPromised(old.promise, next.promise)],
  ];
  return found.filter(([, is]) => is).map(([name]) => name);
}

/** null means without end. */
function longer(old: number | null, next: number | null) {
  if (old === null) return false;
  return next === null || next > old;
}

function adds(old: readonly string[], next: readonly string[]) {
  return next.some((entry) => !old.includes(entry));
}

/** Compared crosswise, in millionths: a quotient would be inexact, and ask everyone again for nothing. */
function lessPromised(old: ValuePromise, next: ValuePromise) {
  if (next.capital !== old.capital || next.unit !== old.unit) return true;
  return millionths(next.amount) * daysIn(old.per) < millionths(old.amount) * daysIn(next.per);
}

/** Of an amount as `terms.ts` takes it: at most six decimals. */
function millionths(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(6, '0'));
}

const daysIn = (per: Period) => BigInt(periodDays[per]);
