import type { LocalText } from '#lib/local-text.ts';
import type { Terms } from '#lib/terms.ts';
import { type PromiseStatus, promiseStatus } from '../benefit/promise-status.ts';
import type { Arrival } from '../delivery/arrivals.ts';
import { type SignalPart, signalPart } from '../exchange/signal.ts';
import {
  asksForAnswer,
  isNo,
  isOn,
  type Standing,
  type SwitchKind,
  standing,
  switchKind,
} from '../exchange/standing.ts';
import type { BenefitRecord, ExchangeRecord } from './read-statement.ts';

/** A sum of benefits in one unit. `amount` is an exact decimal string. */
export type Received = { unit: string; amount: string; count: number; lastAt: Date };

/** One deal as one customer stands on it: both sides of an exchange row. */
export type StatementExchange = {
  slug: string;
  version: number;
  terms: Terms;
  purpose: LocalText;
  switch: SwitchKind;
  standing: Standing;
  on: boolean;
  /** An answer is wanted: never asked, lapsed, or outgrown by a newer version. */
  asks: boolean;
  chosenAt: Date | null;
  /** The ledger entry that decides where the customer stands; 0 when there is none. */
  seq: number;
  signal: SignalPart | null;
  received: readonly Received[];
  promise: PromiseStatus;
  /** Where the last choice stands in the systems that use this; null when none does. */
  arrivals: readonly Arrival[] | null;
};

/** Puts one exchange together from its row and all of the customer's benefits. `since` is when the relationship began. */
export function exchangeOf(
  row: ExchangeRecord,
  slug: string,
  of: { benefits: BenefitRecord[]; arrivals: Map<string, Arrival[]>; since: Date; now: Date },
): StatementExchange {
  const { benefits, since, now } = of;
  const { terms } = row;
  const choice = row.state && {
    state: row.state,
    version: row.version,
    expiresAt: dateOrNull(row.expires_at),
  };
  const live = { basis: terms.basis, askedSince: row.asked_since };
  const stands = standing(choice, row.no_state, live, now);
  const on = isOn(stands, terms.basis);
  const last = lastWord(row);
  const its = benefits.filter((benefit) => benefit.exchange === slug);
  return {
    slug,
    version: row.live_version,
    terms,
    purpose: row.purpose_name,
    switch: switchKind(terms.basis, stands),
    standing: stands,
    on,
    asks: asksForAnswer(stands, terms.basis),
    chosenAt: last.at,
    seq: last.seq,
    signal: signalPart({ level: terms.level, standing: stands }, last.source),
    received: its.map(receivedOf),
    promise: promiseStatus({
      promise: terms.promise,
      onSince: on ? (last.at ?? since) : null,
      recent: recentOf(its, terms.promise),
      everReceived: its.length > 0,
      now,
    }),
    arrivals: of.arrivals.get(slug) ?? null,
  };
}

/** What was said last of the exchange; else the no to its use. */
function lastWord(row: ExchangeRecord) {
  if (row.no_state && !isNo(row.state))
    return { at: new Date(row.no_at), seq: Number(row.no_seq), source: row.no_source };
  return { at: row.state && new Date(row.chosen_at), seq: Number(row.seq ?? 0), source: row.source };
}

function recentOf(benefits: BenefitRecord[], { unit, per }: Terms['promise']) {
  const counted = unit === 'times' ? benefits : benefits.filter((benefit) => benefit.unit === unit);
  return {
    amount: unit === 'times' ? '0' : (counted[0]?.[`${per}_amount`] ?? '0'),
    count: counted.reduce((sum, benefit) => sum + benefit[`${per}_count`], 0),
  };
}

export const receivedOf = (row: BenefitRecord): Received => ({
  unit: row.unit,
  amount: row.amount,
  count: row.count,
  lastAt: new Date(row.last_at),
});

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text));
