import type { keepings } from '#db/schema/brand.ts';
import type { LocalText } from '#lib/local-text.ts';
import type { Capital, HoldingSource, Terms } from '#lib/terms.ts';
import type { CustomerId } from '../actor.ts';
import { type PromiseStatus, promiseStatus } from '../benefit/promise-status.ts';
import {
  asksForAnswer,
  isOn,
  type Standing,
  type SwitchKind,
  standing,
  switchKind,
} from '../exchange/standing.ts';
import type { BenefitRecord, ExchangeRecord, StatementRecords } from './read-statement.ts';

/** A sum of benefits in one unit. `amount` is an exact decimal string. */
export type Received = { unit: string; amount: string; count: number; lastAt: Date };

export type Held = {
  count: number;
  firstAt: Date | null;
  lastAt: Date | null;
  sources: readonly HoldingSource[];
};

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
  received: readonly Received[];
  promise: PromiseStatus;
};

export type StatementCategory = {
  slug: string;
  name: LocalText;
  summary: LocalText;
  keeps: (typeof keepings)[number];
  held: Held;
  exchanges: readonly StatementExchange[];
};

export type Statement = {
  since: Date;
  categories: readonly StatementCategory[];
  held: Held;
  received: readonly (Received & { capital: Capital })[];
  asks: number;
  promises: Readonly<Record<PromiseStatus, number>>;
};

/** Puts what was read together as the statements of account, one a customer. */
export function statements(records: StatementRecords, now: Date): Map<CustomerId, Statement> {
  const byCustomer = Map.groupBy(records.exchanges, (row) => row.customer_id);
  return new Map(
    [...byCustomer].map(([customerId, rows]) => [
      customerId,
      statementOf(
        rows,
        {
          exchanges: rows,
          tallies: records.tallies.filter((row) => row.customer_id === customerId),
          benefits: records.benefits.filter((row) => row.customer_id === customerId),
        },
        now,
      ),
    ]),
  );
}

function statementOf(rows: ExchangeRecord[], { tallies, benefits }: StatementRecords, now: Date): Statement {
  const since = new Date(rows[0]?.customer_since ?? now);
  const categories = [...Map.groupBy(rows, (row) => row.category)].flatMap(
    ([slug, its]): StatementCategory[] => {
      const [first] = its;
      if (slug === null || !first) return [];
      return [
        {
          slug,
          name: first.category_name,
          summary: first.category_summary,
          keeps: first.keeps,
          held: heldOf(tallies.filter((tally) => tally.category === slug)),
          exchanges: its.flatMap((row) =>
            row.exchange === null ? [] : [exchangeOf(row, row.exchange, benefits, since, now)],
          ),
        },
      ];
    },
  );
  const exchanges = categories.flatMap((category) => category.exchanges);
  const count = (status: PromiseStatus) => exchanges.filter((exchange) => exchange.promise === status).length;
  return {
    since,
    categories,
    held: heldOf(tallies),
    received: benefits.flatMap((row) => (row.capital ? [{ ...receivedOf(row), capital: row.capital }] : [])),
    asks: exchanges.filter((exchange) => exchange.asks).length,
    promises: {
      kept: count('kept'),
      behind: count('behind'),
      never: count('never'),
      not_due: count('not_due'),
    },
  };
}

function exchangeOf(
  row: ExchangeRecord,
  slug: string,
  benefits: BenefitRecord[],
  since: Date,
  now: Date,
): StatementExchange {
  const { terms } = row;
  const choice = row.state && {
    state: row.state,
    version: row.version,
    expiresAt: dateOrNull(row.expires_at),
  };
  const stands = standing(choice, { basis: terms.basis, askedSince: row.asked_since }, now);
  const on = isOn(stands, terms.basis);
  const chosenAt = choice ? new Date(row.chosen_at) : null;
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
    chosenAt,
    received: its.map(receivedOf),
    promise: promiseStatus({
      promise: terms.promise,
      onSince: on ? (chosenAt ?? since) : null,
      recent: recentOf(its, terms.promise),
      everReceived: its.length > 0,
      now,
    }),
  };
}

function recentOf(benefits: BenefitRecord[], { unit, per }: Terms['promise']) {
  const counted = unit === 'times' ? benefits : benefits.filter((benefit) => benefit.unit === unit);
  return {
    amount: unit === 'times' ? '0' : (counted[0]?.[`${per}_amount`] ?? '0'),
    count: counted.reduce((sum, benefit) => sum + benefit[`${per}_count`], 0),
  };
}

const receivedOf = (row: BenefitRecord): Received => ({
  unit: row.unit,
  amount: row.amount,
  count: row.count,
  lastAt: new Date(row.last_at),
});

function heldOf(tallies: StatementRecords['tallies']): Held {
  const times = (key: 'first_at' | 'last_at') =>
    tallies.flatMap((tally) => tally[key] ?? []).map((text) => new Date(text).getTime());
  const [firsts, lasts] = [times('first_at'), times('last_at')];
  return {
    count: tallies.reduce((sum, tally) => sum + tally.count, 0),
    firstAt: firsts.length ? new Date(Math.min(...firsts)) : null,
    lastAt: lasts.length ? new Date(Math.max(...lasts)) : null,
    sources: [...new Set(tallies.map((tally) => tally.source))],
  };
}

const dateOrNull = (text: string | null) => (text === null ? null : new Date(text));
