import { type Cells, type ColumnSource, type Read, rawReader, reader } from './columns.ts';
import type { Fault } from './fault.ts';
import { joinKey } from './join-key.ts';
import type { BenefitRule, Condition, Feed, HoldingRule } from './mapping.ts';
import { parseTemplate } from './template.ts';

/** What a row says, before anything is left out or masked. Times are ISO 8601, amounts decimals, both as text. */
export type MappedRow = {
  customer: { id: string; email: string | null; oidcSubject: string | null; since: string | null };
  holdings: MappedHolding[];
  benefits: MappedBenefit[];
};
export type MappedHolding = {
  /** Place of the rule in the feed's `holdings`. */
  rule: number;
  key: string;
  label: string;
  value: string | null;
  collectedAt: string | null;
  keepUntil: string | null;
};
export type MappedBenefit = { rule: number; key: string; label: string; amount: string; receivedAt: string };

/** Characters. A key with its customer and category fits into an index page. */
const longest = { id: 200, key: 500, label: 300, value: 4000 };

/** Turns a feed into a function of a row: what it says, null when it is to be left out, or what is wrong with it. */
export function compileFeed(feed: Feed, source: ColumnSource): (cells: Cells) => MappedRow | Fault[] | null {
  const skip = feed.skipWhen && test(source, feed.skipWhen);
  const { customer } = feed;
  const id = needed(reader(source, customer.id, 'text', longest.id), customer.id);
  const email = optional(source, customer.email, 'email');
  const since = optional(source, customer.since, 'time');
  const oidcSubject = customer.oidcSubject ? templates(source, customer.oidcSubject, longest.label) : nothing;
  const holdings = (feed.holdings ?? []).map((rule, index) => holding(source, rule, index));
  const benefits = (feed.benefits ?? []).map((rule, index) => benefit(source, rule, index));
  return (cells) => {
    if (skip?.(cells)) return null;
    const faults: Fault[] = [];
    const row: MappedRow = {
      customer: {
        id: id(cells, faults) ?? '',
        email: email(cells, faults),
        oidcSubject: oidcSubject(cells, faults),
        since: since(cells, faults),
      },
      holdings: [],
      benefits: [],
    };
    for (const read of holdings) read(cells, faults, row.holdings);
    for (const read of benefits) read(cells, faults, row.benefits);
    return faults.length > 0 ? faults : row;
  };
}

function holding(source: ColumnSource, rule: HoldingRule, index: number) {
  const when = rule.when && test(source, rule.when);
  const key = keyReader(source, rule);
  const label = needed(templates(source, rule.label, longest.label), 'label');
  const value = rule.value ? templates(source, rule.value, longest.value) : nothing;
  const collectedAt = optional(source, rule.collectedAt, 'time');
  const keepUntil = optional(source, rule.keepUntil, 'time');
  return (cells: Cells, faults: Fault[], into: MappedHolding[]) => {
    if (when && !when(cells)) return;
    into.push({
      rule: index,
      key: key(cells, faults),
      label: label(cells, faults) ?? '',
      value: value(cells, faults),
      collectedAt: collectedAt(cells, faults),
      keepUntil: keepUntil(cells, faults),
    });
  };
}

function benefit(source: ColumnSource, rule: BenefitRule, index: number) {
  const when = rule.when && test(source, rule.when);
  const { amount: given } = rule;
  const amount =
    typeof given === 'number' ? () => String(given) : reader(source, given, 'number', longest.id);
  const column = typeof given === 'number' ? null : given;
  const key = keyReader(source, rule);
  const label = needed(templates(source, rule.label, longest.label), 'label');
  const receivedAt = needed(reader(source, rule.receivedAt, 'time', longest.id), rule.receivedAt);
  return (cells: Cells, faults: Fault[], into: MappedBenefit[]) => {
    if (when && !when(cells)) return;
    const received = amount(cells, faults);
    if (received === null || !/[1-9]/.test(received)) return;
    if (received.startsWith('-')) faults.push({ code: 'negative', column, value: received });
    into.push({
      rule: index,
      key: key(cells, faults),
      label: label(cells, faults) ?? '',
      amount: received,
      receivedAt: receivedAt(cells, faults) ?? '',
    });
  };
}

function keyReader(source: ColumnSource, { key, part }: { key: readonly string[]; part?: string }) {
  const parts = key.map((column) => needed(reader(source, column, 'text', longest.id), column));
  return (cells: Cells, faults: Fault[]): string => {
    const joined = joinKey(parts.map((read) => read(cells, faults) ?? ''));
    if (joined.length > longest.key)
      faults.push({
        code: 'cell_too_long',
        column: key.join(', '),
        value: joined,
        wanted: longest.key,
        found: joined.length,
      });
    if (part === undefined) return joined;
    return key.length > 0 ? `${part}/${joined}` : part;
  };
}

/** The first template whose columns are all known; null when there is none. */
function templates(source: ColumnSource, given: string | readonly string[], max: number): Read {
  const all = [given].flat().map((template) =>
    (parseTemplate(template) ?? []).map((part): Read => {
      if ('text' in part) return () => part.text;
      return reader(source, part.column, 'text', max);
    }),
  );
  return (cells, faults) => {
    const before = faults.length;
    for (const parts of all) {
      let text = '';
      let whole = true;
      for (const read of parts) {
        const piece = read(cells, faults);
        if (piece === null) {
          whole = false;
          break;
        }
        text += piece;
      }
      if (faults.length > before) return null;
      if (!whole) continue;
      if (text.length > max)
        faults.push({ code: 'cell_too_long', column: null, value: text, wanted: max, found: text.length });
      return text;
    }
    return null;
  };
}

function test(source: ColumnSource, condition: Condition): (cells: Cells) => boolean {
  const raw = rawReader(source, condition.column);
  if ('known' in condition) return (cells) => (raw(cells) !== '') === condition.known;
  const wanted = 'in' in condition;
  const set = new Set(wanted ? condition.in : condition.notIn);
  return (cells) => set.has(raw(cells)) === wanted;
}

function needed(read: Read, name: string): Read {
  return (cells, faults) => {
    const before = faults.length;
    const value = read(cells, faults);
    if (value === null && faults.length === before)
      faults.push({ code: 'cell_unknown', column: name, value: null });
    return value;
  };
}

const nothing: Read = () => null;

const optional = (source: ColumnSource, column: string | undefined, kind: 'time' | 'email'): Read =>
  column === undefined ? nothing : reader(source, column, kind, longest.id);
