import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { copyInto, copyLine } from '#db/copy.ts';
import type { CustomerId } from '../actor.ts';
import { customerId } from '../customer/customer-id.ts';
import type { MappedRow } from './compile-feed.ts';
import { keep } from './keep.ts';
import type { Plan, PlannedFeed } from './plan.ts';

/** What of a plan staging goes by. */
export type StagedPlan = Pick<Plan, 'idKey'> & { feeds: readonly StagedFeed[] };
export type StagedFeed = Pick<PlannedFeed, 'number' | 'holdings' | 'benefits'>;

/** Bytes, roughly, that wait to be sent: what keeps memory flat. */
const batch = 2_000_000;

/** External ids whose customer id is remembered. */
const remembered = 100_000;

/** Temporary tables of one import, filled by COPY while its files are read. */
export class Staging {
  readonly #tx: Tx;
  readonly #plan: StagedPlan;
  #lines = { staged_customer: '', staged_holding: '', staged_benefit: '' };
  /** Rows staged so far. */
  readonly staged = { holding: 0, benefit: 0 };
  #sending = Promise.resolve();
  #ids = new Map<string, CustomerId>();

  constructor(tx: Tx, plan: StagedPlan) {
    this.#tx = tx;
    this.#plan = plan;
  }

  async open() {
    await this.#tx.execute(tables);
    const holdings = this.#plan.feeds.flatMap((feed) => feed.holdings);
    const benefits = this.#plan.feeds.flatMap((feed) => feed.benefits);
    await this.#copy('staged_holding_rule', holdings, (r) => [
      r.number,
      r.feed,
      r.category,
      r.keeps,
      r.source,
      r.place ?? null,
      r.keepDays ?? null,
    ]);
    await this.#copy('staged_benefit_rule', benefits, (r) => [
      r.number,
      r.feed,
      r.exchange,
      r.capital,
      r.unit,
    ]);
  }

  add(feed: StagedFeed, row: MappedRow, line: number) {
    const id = this.#customer(feed, row, line);
    this.staged.holding += row.holdings.length;
    this.staged.benefit += row.benefits.length;
    row.holdings.forEach((held) => {
      const rule = feed.holdings[held.rule];
      if (!rule) return;
      const { key, label, value, collectedAt, keepUntil } = keep(this.#plan.idKey, rule, held);
      this.#lines.staged_holding += copyLine([
        rule.number,
        id,
        key,
        label,
        value,
        collectedAt,
        keepUntil,
        line,
      ]);
    });
    row.benefits.forEach(({ rule: at, key, label, amount, receivedAt }) => {
      const rule = feed.benefits[at];
      if (!rule) return;
      this.#lines.staged_benefit += copyLine([rule.number, id, key, label, amount, receivedAt, line]);
    });
  }

  /** A feed that says nothing about a customer but the id says so once. */
  #customer(feed: StagedFeed, { customer }: MappedRow, line: number): CustomerId {
    const known = this.#ids.get(customer.id);
    const id = known ?? customerId(this.#plan.idKey, customer.id);
    const { email, oidcSubject, since } = customer;
    if (!known || email || oidcSubject || since)
      this.#lines.staged_customer += copyLine([
        feed.number,
        id,
        customer.id,
        email,
        oidcSubject,
        since,
        line,
      ]);
    if (!known) {
      if (this.#ids.size >= remembered) this.#ids.clear();
      this.#ids.set(customer.id, id);
    }
    return id;
  }

  get full() {
    const { staged_customer, staged_holding, staged_benefit } = this.#lines;
    return staged_customer.length + staged_holding.length + staged_benefit.length > batch;
  }

  /** Sends what waits, while reading goes on; waits only for the batch before. */
  async send() {
    const lines = this.#lines;
    this.#lines = { staged_customer: '', staged_holding: '', staged_benefit: '' };
    await this.#sending;
    this.#sending = this.#copyAll(lines);
    this.#sending.catch(() => {});
  }

  /** Waits until all is sent. Nothing else may use the transaction before. */
  settled(): Promise<void> {
    return this.#sending;
  }

  async #copyAll(lines: Record<string, string>) {
    for (const [table, text] of Object.entries(lines)) if (text) await copyInto(this.#tx, table, text);
  }

  async #copy<T>(table: string, rows: readonly T[], cells: (row: T) => (string | number | null)[]) {
    if (rows.length > 0) await copyInto(this.#tx, table, rows.map((row) => copyLine(cells(row))).join(''));
  }
}

const tables = sql.raw(`
  create temp table staged_holding_rule (
    rule int2 primary key, feed int2, category text, keeps text, source text, place text, keep_days int
  ) on commit drop;
  create temp table staged_benefit_rule (
    rule int2 primary key, feed int2, exchange text, capital text, unit text
  ) on commit drop;
  create temp table staged_customer (
    feed int2, customer_id uuid, external_id text, email text, oidc_subject text, since timestamptz, line int8
  ) on commit drop;
  create temp table staged_holding (
    rule int2, customer_id uuid, key text, label text, value text,
    at timestamptz, keep_until timestamptz, line int8
  ) on commit drop;
  create temp table staged_benefit (
    rule int2, customer_id uuid, key text, label text, amount numeric, at timestamptz, line int8
  ) on commit drop`);
