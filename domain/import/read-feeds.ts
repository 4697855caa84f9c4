import type { BadRows } from './bad-rows.ts';
import type { ColumnSource } from './columns.ts';
import { compileFeed, type MappedRow } from './compile-feed.ts';
import type { OpenFile } from './data-file.ts';
import { FileFault } from './fault.ts';
import { ownColumns, usedOfLookUp } from './feed-columns.ts';
import { loadLookUp, placesOf } from './look-up.ts';
import type { Plan, PlannedFeed } from './plan.ts';
import { readRows } from './read-rows.ts';
import { type FeedReport, none } from './report.ts';

export type FeedReader = {
  open: OpenFile;
  bad: BadRows;
  onRow: (feed: PlannedFeed, row: MappedRow, line: number) => void;
  onBytes?: (bytes: number) => void;
  /** Rows of each feed to read; all unless said. */
  rows?: number;
  /** Characters of text to read at most, unpacked. */
  limit?: number;
  /** Called between chunks of a file. */
  rest?: (feed: FeedReport) => Promise<void> | void;
};

/** Reads look-ups, then every feed in turn. What is wrong goes into `bad`; reading goes on with the next file. */
export async function readFeeds(plan: Plan, reader: FeedReader): Promise<FeedReport[]> {
  const lookUps = await readLookUps(plan, reader);
  const reports: FeedReport[] = [];
  if (!lookUps) return reports;
  for (const feed of plan.feeds) {
    const report = { file: feed.file, rows: 0, skipped: 0, bad: 0, holdings: none(), benefits: none() };
    reports.push(report);
    await noting(reader.bad, feed.file, () => readFeed(feed, report, lookUps, reader));
  }
  return reports;
}

type LookUps = Record<string, Awaited<ReturnType<typeof loadLookUp>>>;

async function readLookUps({ mapping }: Plan, { open, bad }: FeedReader): Promise<LookUps | null> {
  const tables: LookUps = {};
  for (const [name, lookUp] of Object.entries(mapping.lookUps ?? {}))
    await noting(bad, lookUp.file, async () => {
      tables[name] = await loadLookUp(lookUp, usedOfLookUp(mapping, name), open);
    });
  return bad.fatal ? null : tables;
}

/** Ends the reading of a file before its end. */
class Enough extends Error {}

async function noting(bad: BadRows, file: string, work: () => Promise<void>) {
  try {
    await work();
  } catch (error) {
    if (error instanceof Enough) return;
    if (!(error instanceof FileFault)) throw error;
    bad.add(file, error.line, error.fault, true);
  }
}

async function readFeed(feed: PlannedFeed, report: FeedReport, tables: LookUps, reader: FeedReader) {
  const file = await reader.open(feed.file);
  if (!file) throw new FileFault('file_missing');
  const wanted = ownColumns(feed);
  let map: ReturnType<typeof compileFeed>;
  await readRows(
    file,
    feed,
    {
      wanted,
      start(columns) {
        const places = placesOf(wanted, columns);
        map = compileFeed(
          feed,
          sourceOf(feed, new Map(wanted.map((name, i) => [name, places[i] ?? -1])), tables),
        );
      },
      row(cells, line) {
        if (report.rows === reader.rows) throw new Enough();
        report.rows += 1;
        const mapped = map(cells);
        if (mapped === null) report.skipped += 1;
        else if (!Array.isArray(mapped)) reader.onRow(feed, mapped, line);
        else {
          report.bad += 1;
          for (const fault of mapped) reader.bad.add(feed.file, line, fault);
        }
      },
      bad(line, fault) {
        report.rows += 1;
        report.bad += 1;
        reader.bad.add(feed.file, line, fault);
      },
      rest: () => reader.rest?.(report),
    },
    { onBytes: reader.onBytes, limit: reader.limit },
  );
  await reader.rest?.(report);
}

function sourceOf(feed: PlannedFeed, places: ReadonlyMap<string, number>, tables: LookUps): ColumnSource {
  const joined = Object.entries(feed.lookUp ?? {}).flatMap(([name, on]) => {
    const table = tables[name];
    return table ? [[name, { table, on }] as const] : [];
  });
  return {
    places,
    rules: feed.columns ?? {},
    unknown: feed.unknown ?? [],
    zone: feed.zone ?? 'UTC',
    lookUps: Object.fromEntries(joined),
  };
}
