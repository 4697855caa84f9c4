import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { type Hand, handOf, requireRole, type StaffActor, type SystemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { DomainError } from '../errors.ts';
import { BadRows } from './bad-rows.ts';
import type { OpenFile } from './data-file.ts';
import type { Mapping } from './mapping.ts';
import { type Counts, sum } from './merge-rows.ts';
import { gather, merge } from './merge-staged.ts';
import { type Plan, planImport } from './plan.ts';
import { readFeeds } from './read-feeds.ts';
import { type ImportReport, none, type Progress } from './report.ts';
import { Staging } from './staging.ts';
import { trackProgress } from './track-progress.ts';

export type ImportJob = { mapping: Mapping; open: OpenFile };

export type ImportOptions = {
  /** Do everything, then undo it. */
  dryRun?: boolean;
  /** Load the rest when rows are bad. A file that cannot be read to its end stops the import all the same. */
  skipBad?: boolean;
  /** Bytes of text that each file may hold, unpacked. */
  limit?: number;
  onProgress?: (progress: Progress) => void;
};

/**
 * Loads the files of a mapping into a brand, all or nothing: reads them into staging tables, then merges in the
 * same transaction. Memory stays flat; repeating it changes nothing. Returns what happened, also when bad rows
 * were found. Throws `forbidden` for who may not, `invalid` for a mapping that does not fit the brand, `conflict`
 * when another import into the brand is running.
 */
export async function runImport(
  ctx: Ctx<SystemActor | StaffActor>,
  job: ImportJob,
  options: ImportOptions = {},
): Promise<ImportReport> {
  if (ctx.actor.kind !== 'system') requireRole(ctx.actor, 'owner', 'editor');
  const started = clock(ctx).getTime();
  const plan = await planImport(ctx.db, ctx.actor.brandId, job.mapping);
  const report = await undoable(ctx, async (tx) => {
    await takeTurn(tx, plan);
    const found = await load(tx, plan, handOf(ctx.actor), job.open, options);
    if (found.status === 'loaded')
      await writeAudit(tx, ctx.actor, { action: 'import.loaded', details: totals(found) });
    return options.dryRun && found.status !== 'refused' ? { ...found, status: 'rehearsed' as const } : found;
  });
  return { ...report, seconds: (clock(ctx).getTime() - started) / 1000 };
}

/** Carries a report out of the transaction that it undoes. */
class Undone extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('undone');
    this.report = report;
  }
}

async function undoable(ctx: Ctx, work: (tx: Tx) => Promise<ImportReport>): Promise<ImportReport> {
  try {
    return await transact(ctx, async (tx) => {
      const report = await work(tx);
      if (report.status === 'refused' || report.status === 'rehearsed') throw new Undone(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Undone) return error.report;
    throw error;
  }
}

async function takeTurn(tx: Tx, { brandId }: Plan) {
  const [turn] = await tx.execute<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`mutual.import ${brandId}`}, 0)) as mine`,
  );
  if (!turn?.mine)
    throw new DomainError('conflict', 'Another import into this brand is running: try again after it.');
  await tx.execute(sql`set local work_mem = '64MB'`);
}

async function load(
  tx: Tx,
  plan: Plan,
  by: Hand,
  open: OpenFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const bad = new BadRows();
  const staging = new Staging(tx, plan);
  await staging.open();
  const progress = trackProgress(options.onProgress);
  const reading = readFeeds(plan, {
    bad,
    limit: options.limit,
    open: progress.open(open),
    onRow: (feed, row, line) => staging.add(feed, row, line),
    onBytes: progress.bytes,
    async rest(feed) {
      progress.tell(feed);
      if (staging.full) await staging.send();
    },
  });
  const feeds = await reading.finally(() => staging.settled());
  await staging.send();
  await staging.settled();
  progress.merging();
  for (const { feed, line, key, firstFeed, firstLine } of await gather(tx, staging)) {
    const file = feeds[feed]?.file ?? '';
    const found = firstFeed === feed ? firstLine : `${firstLine} (${feeds[firstFeed]?.file})`;
    bad.add(file, Number(line), { code: 'key_differs', column: null, value: key, found });
  }
  const report = {
    feeds,
    customers: none(),
    waiting: 0,
    bad: { total: bad.total, kept: bad.kept },
    seconds: 0,
  };
  if (bad.fatal || (bad.total > 0 && !options.skipBad)) return { ...report, status: 'refused' };
  return { ...report, ...(await merge(tx, plan, by, feeds)) };
}

function totals({ customers, feeds, bad }: ImportReport): Record<string, number> {
  const flat = (noun: string, { inserted, updated }: Counts) => ({
    [`${noun}_inserted`]: inserted,
    [`${noun}_updated`]: updated,
  });
  return {
    ...flat('customers', customers),
    ...flat('holdings', sum(feeds.map((feed) => feed.holdings))),
    ...flat('benefits', sum(feeds.map((feed) => feed.benefits))),
    bad: bad.total,
  };
}
