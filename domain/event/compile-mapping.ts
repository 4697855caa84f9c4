import { compileFeed, type MappedRow } from '../import/compile-feed.ts';
import type { Fault } from '../import/fault.ts';
import { ownColumns } from '../import/feed-columns.ts';
import { jsonCell } from '../import/json-cell.ts';
import type { Feed } from '../import/mapping.ts';
import { type EventMapping, keyOf } from './mapping.ts';
import { pastOf } from './past-of.ts';

/** What an event says by its mapping; null when something in it cannot be read. */
export type ReadEvent = (said: Record<string, unknown>, at: Date) => MappedRow | null;

/** A mapping as a function of an event, by the very way of an import: an event is a row, its paths are the columns. */
export function compileMapping(mapping: EventMapping): ReadEvent {
  const feed = feedOf(mapping);
  const columns = ownColumns(feed);
  const paths = columns.map((column) => column.split('.'));
  const read = compileFeed(feed, {
    places: new Map(columns.map((column, place) => [column, place])),
    rules: feed.columns ?? {},
    unknown: [],
    zone: 'UTC',
    lookUps: {},
  });
  return (said, at) => {
    const cells: string[] = [];
    for (const path of paths) {
      const cell = jsonCell(valueAt(said, path));
      if (typeof cell !== 'string') return null;
      cells.push(cell);
    }
    const row = read(cells);
    return row === null || isFaults(row) ? null : notAhead(row, at);
  };
}

function feedOf({ type, columns, customer, holdings = [], benefits = [] }: EventMapping): Feed {
  const key = keyOf(type);
  return {
    file: '',
    columns,
    customer: { ...customer, id: 'userId' },
    holdings: holdings.map((rule) => ({ key, collectedAt: 'timestamp', ...rule })),
    benefits: benefits.map((rule) => ({ key, receivedAt: 'timestamp', ...rule })),
  };
}

/** What stands at a path; only what the event itself has, nothing that objects inherit. */
function valueAt(said: unknown, path: readonly string[]): unknown {
  let value: unknown = said;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = Reflect.get(value, name);
  }
  return value;
}

const isFaults = (row: MappedRow | Fault[]): row is Fault[] => Array.isArray(row);

/** Nothing was collected or received after it was heard of; null when something says so. */
function notAhead(row: MappedRow, at: Date): MappedRow | null {
  const { customer, holdings, benefits } = row;
  const since = customer.since === null ? null : pastOf(customer.since, at);
  const collected = holdings.map(({ collectedAt }) => collectedAt && pastOf(collectedAt, at));
  const received = benefits.map(({ receivedAt }) => pastOf(receivedAt, at));
  if ([since, ...collected, ...received].includes(undefined)) return null;
  return {
    customer: { ...customer, since: since ?? null },
    holdings: holdings.map((held, i) => ({ ...held, collectedAt: collected[i] ?? null })),
    benefits: benefits.map((benefit, i) => ({ ...benefit, receivedAt: received[i] ?? '' })),
  };
}
