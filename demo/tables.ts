import type { Calendar } from './calendar.ts';
import { isOnAt, type Span } from './on-spans.ts';
import type { DemoCustomer } from './population.ts';
import type { Random } from './random.ts';

/** One file as a brand's own systems would send it; `.csv` or `.ndjson` by its name. */
export type Table = { file: string; rows: Row[] };
export type Row = Record<string, string | number>;

/** What the generator knows of one customer while it writes their rows. */
export type Telling = {
  customer: DemoCustomer;
  /** When each exchange was on for them. */
  spans: ReadonlyMap<string, readonly Span[]>;
  calendar: Calendar;
  random: Random;
};

/** Writes down what one brand holds on one customer, file by file. */
export type HoldingRows = (telling: Telling) => Record<string, Row[]>;

/** A kind of benefit under one exchange, given every so many days while it is on. */
export type Gift = {
  everyDays: number;
  /** Always on this weekday (0 is Sunday), at midnight, so that it is there on the day. */
  weekday?: number;
  /** A decimal. */
  amount: (random: Random) => string;
  label: (random: Random) => string;
};

export type Gifts = Readonly<Record<string, Gift>>;

/**
 * Days ago of something that happens with a chance each day, newest first, never longer ago than `days`.
 * With `only`, it is seen only on days on which that exchange was on, as its text says.
 */
export function happenings(
  { customer, spans, random }: Telling,
  { days, share, only }: { days: number; share: number; only?: string },
): number[] {
  const found: number[] = [];
  for (let daysAgo = 1; daysAgo <= Math.min(days, customer.since); daysAgo += 1) {
    const yesterday = customer.told && share > 0 && daysAgo === 1;
    const happens = random.chance(share) || yesterday;
    if (happens && (only === undefined || isOnAt(spans.get(only) ?? [], daysAgo))) found.push(daysAgo);
  }
  return found;
}

/** Whether an exchange is on today. */
export const isOn = ({ spans }: Telling, exchange: string) => isOnAt(spans.get(exchange) ?? [], 1);

export const iso = (date: Date) => date.toISOString();

/** Cents as a decimal of euros. */
export const euros = (cents: number) => (cents / 100).toFixed(2);
