import type { Tx } from '#db/client.ts';
import { inTurns } from '#lib/turns.ts';
import { type BrandId, type Hand, handOf } from '../actor.ts';
import { requireScope } from '../api-key/require-scope.ts';
import type { Ctx } from '../context.ts';
import type { MappedRow } from '../import/compile-feed.ts';
import type { Counts } from '../import/merge-rows.ts';
import { gather, merge } from '../import/merge-staged.ts';
import { none } from '../import/report.ts';
import { type StagedFeed, Staging } from '../import/staging.ts';
import { RowsRefused } from './rows.ts';
import { inTurn } from './take-turn.ts';

export type Ingested = { customers: Counts; holdings: Counts; benefits: Counts };

/** One row of a call: what it says, and its place in the call. */
export type IngestRow = { place: number; said: MappedRow };

/**
 * Brings rows into the brand by the very way of an import: staged, gathered, merged, all or nothing, and repeatable.
 * Two rows with one key that say different things are refused. Throws `conflict` when an import has the brand for
 * longer than ten seconds.
 */
export async function ingest(
  ctx: Ctx,
  idKey: Buffer,
  feed: StagedFeed,
  rows: readonly IngestRow[],
): Promise<Ingested> {
  requireScope(ctx.actor, 'ingest');
  const { brandId } = ctx.actor;
  return inTurn(ctx, (tx) => bringIn(tx, { brandId, idKey, by: handOf(ctx.actor) }, feed, rows));
}

/** The same in the transaction of a caller whose turn it is. */
export async function bringIn(
  tx: Tx,
  { brandId, idKey, by }: { brandId: BrandId; idKey: Buffer; by: Hand },
  feed: StagedFeed,
  rows: readonly IngestRow[],
): Promise<Ingested> {
  const staging = new Staging(tx, { idKey, feeds: [feed] });
  await staging.open();
  await inTurns(rows, ({ place, said }) => staging.add(feed, said, place));
  await staging.send();
  await staging.settled();
  const clashes = await gather(tx, staging);
  if (clashes.length > 0)
    throw new RowsRefused(
      clashes.map(({ line, firstLine }) => ({
        row: Number(line),
        field: 'key',
        fault: `differs from row ${firstLine}`,
      })),
    );
  const report = { file: '', rows: 0, skipped: 0, bad: 0, holdings: none(), benefits: none() };
  const { customers } = await merge(tx, { brandId }, by, [report]);
  return { customers, holdings: report.holdings, benefits: report.benefits };
}
