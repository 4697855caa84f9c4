import type { LocalText } from './local-text.ts';

/** The kinds of value, after Bourdieu's forms of capital, with information beside them. */
export const capitals = ['economic', 'cultural', 'social', 'information'] as const;
export type Capital = (typeof capitals)[number];

/** Legal bases of GDPR Art. 6(1), (a) to (f). */
export const bases = [
  'consent',
  'contract',
  'legal_obligation',
  'vital_interests',
  'public_task',
  'legitimate_interests',
] as const;
export type Basis = (typeof bases)[number];

/** 0 essential, 1 improving, 2 personal, 3 shared. */
export const levels = [0, 1, 2, 3] as const;
export type Level = (typeof levels)[number];

/** Passes data on to others: what the browser's Global Privacy Control signal (`Sec-GPC: 1`) objects to. */
export const signalLevel: Level = 3;

export const holdingSources = ['provided', 'observed', 'inferred', 'acquired'] as const;
export type HoldingSource = (typeof holdingSources)[number];

export const periods = ['week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof periods)[number];

/** Periods are so many days, not of the calendar: every day of the year counts alike. */
export const periodDays: Readonly<Record<Period, number>> = { week: 7, month: 30, quarter: 91, year: 365 };

/** What an exchange says it gives. `amount` is a decimal string; unit `times` counts benefits, others add them up. */
export type ValuePromise = {
  capital: Capital;
  amount: string;
  /** ISO 4217 code, or `times`, `minutes`, `points`, `items`. */
  unit: string;
  per: Period;
};

/** Everything a published version says. Texts are for customers, per language. */
export type Terms = {
  category: string;
  purpose: string;
  title: LocalText;
  /** "We use …": what the customer gives. */
  give: LocalText;
  /** "You get …". */
  get: LocalText;
  /** What changes when it is turned off, and what does not; shown after the words "If you turn this off". */
  off: LocalText;
  basis: Basis;
  level: Level;
  /** How long the data is kept for this use; null: as long as the relationship lasts. */
  retentionDays: number | null;
  /** Who receives the data, by name; the brand itself counts. */
  recipients: readonly string[];
  sources: readonly HoldingSource[];
  promise: ValuePromise;
  /** A yes lapses after this many days and is asked again; null: it does not lapse. */
  lapsesAfterDays: number | null;
};

export type DraftTerms = { -readonly [K in keyof Terms]?: Terms[K] | null };

/** How much of a holding the portal itself keeps. */
export const keepings = ['value', 'masked', 'count'] as const;
export type Keeping = (typeof keepings)[number];

export type CategoryTerms = {
  name: LocalText;
  summary: LocalText;
  /** Fides data category, such as `user.behavior.purchase_history`. */
  standardKey: string;
  keeps: Keeping;
};

export type PurposeTerms = {
  name: LocalText;
  /** Fides data use, such as `personalize.content.profiled`. */
  standardKey: string;
};

/**
 * What a version's terms stand on without saying it themselves: whose they are, and what its category and purpose are.
 * Published with them, so that a brand that calls something otherwise later does not change what was agreed.
 */
export type Meaning = {
  brand: { name: LocalText; defaultLocale: string };
  category: CategoryTerms;
  purpose: PurposeTerms;
};
