import { type CellFault, faultOf, readEmail, readNumber, readTime, textFault } from './cell.ts';
import type { Fault } from './fault.ts';
import { joinKey } from './join-key.ts';
import type { ColumnRule } from './mapping.ts';

export type Cells = readonly string[];

/** A small file in memory: joined key → the columns that are used. */
export type LookUpTable = { columns: readonly string[]; rows: ReadonlyMap<string, readonly string[]> };

/** Reads one column of a row: null when unknown, or when it is wrong, which goes into `faults`. */
export type Read = (cells: Cells, faults: Fault[]) => string | null;

/** What a column is to be read as; a mapping's own `read` is for texts, which may be anything. */
export type Kind = 'text' | 'number' | 'time' | 'email';

export type ColumnSource = {
  /** Column → its place in a row. */
  places: ReadonlyMap<string, number>;
  rules: Readonly<Record<string, ColumnRule>>;
  unknown: readonly string[];
  zone: string;
  /** Joined look-ups, with the columns that hold their key. */
  lookUps: Readonly<Record<string, { table: LookUpTable; on: readonly string[] }>>;
};

/** The look-up and its column that a reference such as `products.size` means; null for the file's own. */
export function lookUpOf(column: string, lookUps: Readonly<Record<string, unknown>> | undefined) {
  const dot = column.indexOf('.');
  const name = column.slice(0, dot);
  return dot > 0 && lookUps && Object.hasOwn(lookUps, name) ? { name, column: column.slice(dot + 1) } : null;
}

/** The cell's text, trimmed; empty when unknown. */
export function rawReader(source: ColumnSource, column: string): (cells: Cells) => string {
  const joined = lookUpOf(column, source.lookUps);
  const lookUp = joined && source.lookUps[joined.name];
  if (joined && lookUp) {
    const keys = lookUp.on.map((name) => rawReader(source, name));
    const at = lookUp.table.columns.indexOf(joined.column);
    return (cells) => lookUp.table.rows.get(joinKey(keys.map((key) => key(cells))))?.[at] ?? '';
  }
  const place = source.places.get(column) ?? -1;
  const unknown = new Set(source.rules[column]?.unknown ?? source.unknown);
  return (cells) => {
    const text = (cells[place] ?? '').trim();
    return unknown.has(text) ? '' : text;
  };
}

/** How a column is read as `kind`; `max` is the longest text in characters. Compiled once a feed, called once a row. */
export function reader(source: ColumnSource, column: string, kind: Kind, max: number): Read {
  const raw = rawReader(source, column);
  const rule = source.rules[column];
  const parse = parserOf(kind, rule, source.zone, max);
  return (cells, faults) => {
    const text = raw(cells);
    if (text === '') return null;
    const value = parse(text);
    if (typeof value === 'string') return value;
    faults.push(faultOf(value, column, text));
    return null;
  };
}

function parserOf(
  kind: Kind,
  rule: ColumnRule | undefined,
  zone: string,
  max: number,
): (text: string) => string | CellFault {
  if (kind === 'email') return readEmail;
  const as = kind === 'text' ? (rule?.read ?? 'text') : kind;
  if (as === 'number') return (text) => readNumber(text, rule);
  if (as === 'time') return kind === 'time' ? (text) => readTime(text, rule, zone) : checkedTime(rule, zone);
  return (text) => textFault(text, max) ?? text;
}

/** A time within a text is shown as it was written, once it is known to be one. */
const checkedTime = (rule: ColumnRule | undefined, zone: string) => (text: string) => {
  const read = readTime(text, rule, zone);
  return typeof read === 'string' ? text : read;
};
