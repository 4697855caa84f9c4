import type { LocalText } from '#lib/local-text.ts';
import {
  type Keeping,
  type Meaning,
  type Period,
  periodDays,
  type Terms,
  type ValuePromise,
} from '#lib/terms.ts';

/** What in a new version takes more, or gives less, than the old one. Empty: a narrowing or a rewording. */
export type Widening =
  | 'brand'
  | 'category'
  | 'purpose'
  | 'keeping'
  | 'basis'
  | 'level'
  | 'retention'
  | 'recipients'
  | 'sources'
  | 'lapse'
  | 'promise';

/** What a version says: its terms, and what these stand on. */
export type Said = { terms: Terms; meaning: Meaning };

/**
 * The one rule for asking again: a yes covers only what was read (GDPR Art. 4(11), Art. 6(4)).
 * Whatever takes more data, for more, for longer, to more people, or gives less back, is a new question; so is what
 * goes by another name, in any language in which it had one, or by another standard key.
 */
export function widenings(old: Said, next: Said): Widening[] {
  return [...new Set([...otherMeaning(old.meaning, next.meaning), ...widerTerms(old.terms, next.terms)])];
}

function otherMeaning(old: Meaning, next: Meaning): Widening[] {
  const found: [Widening, boolean][] = [
    ['brand', renamed(old.brand.name, next.brand.name)],
    ['category', isOther(old.category, next.category)],
    ['purpose', isOther(old.purpose, next.purpose)],
    ['keeping', kept[next.category.keeps] > kept[old.category.keeps]],
  ];
  return found.filter(([, is]) => is).map(([name]) => name);
}

type Named = { name: LocalText; standardKey: string };

const isOther = (old: Named, next: Named) =>
  old.standardKey !== next.standardKey || renamed(old.name, next.name);

/** A name in one more language says nothing else to those who read the others. */
const renamed = (old: LocalText, next: LocalText) =>
  Object.entries(old).some(([language, name]) => next[language] !== name);

const kept: Readonly<Record<Keeping, number>> = { count: 0, masked: 1, value: 2 };

/** The part of the rule that the terms alone decide. */
export function widerTerms(old: Terms, next: Terms): Widening[] {
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
