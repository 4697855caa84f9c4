import type { LocalText } from '#lib/local-text.ts';
import type { Capital, HoldingSource, Keeping } from '#lib/terms.ts';
import type { CustomerId } from '../actor.ts';
import type { PromiseStatus } from '../benefit/promise-status.ts';
import { arrivalsOf } from '../delivery/arrivals.ts';
import type { ExchangeRecord, StatementRecords } from './read-statement.ts';
import { exchangeOf, type Received, receivedOf, type StatementExchange } from './statement-exchange.ts';

export type Held = {
  count: number;
  firstAt: Date | null;
  lastAt: Date | null;
  sources: readonly HoldingSource[];
};

export type StatementCategory = {
  slug: string;
  name: LocalText;
  summary: LocalText;
  keeps: Keeping;
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
          arrivals: records.arrivals.filter((row) => row.customer_id === customerId),
        },
        now,
      ),
    ]),
  );
}

function statementOf(rows: ExchangeRecord[], records: StatementRecords, now: Date): Statement {
  const { tallies, benefits } = records;
  const arrivals = arrivalsOf(records.arrivals, now);
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
            row.exchange === null ? [] : [exchangeOf(row, row.exchange, { benefits, arrivals, since, now })],
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
