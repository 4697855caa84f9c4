import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Hand } from '../actor.ts';
import { type Clash, findClashes } from './clashes.ts';
import { gatherBenefits, mergeBenefits } from './merge-benefits.ts';
import { gatherCustomers, mergeCustomers, takeOutTornCustomers } from './merge-customers.ts';
import { gatherHoldings, mergeHoldings } from './merge-holdings.ts';
import { mergeMarks } from './merge-marks.ts';
import { sum } from './merge-rows.ts';
import type { Plan } from './plan.ts';
import { type FeedReport, type ImportReport, none } from './report.ts';
import type { Staging } from './staging.ts';

/** Brings what was staged into order. Returns the rows that contradict earlier ones; those are left out. */
export async function gather(tx: Tx, staging: Staging): Promise<Clash[]> {
  const clashes = await takeOutTornCustomers(tx);
  await tx.execute(gatherCustomers);
  await tx.execute(gatherHoldings);
  await tx.execute(gatherBenefits);
  for (const noun of ['holding', 'benefit'] as const) {
    const [kept] = await tx.execute<{ n: string }>(sql.raw(`select count(*) as n from next_${noun}`));
    if (Number(kept?.n) < staging.staged[noun]) clashes.push(...(await findClashes(tx, noun)));
  }
  return clashes;
}

/** Merges what was gathered into the brand's customers, holdings and benefits; counts by feed go into `feeds`. */
export async function merge(tx: Tx, { brandId }: Pick<Plan, 'brandId'>, by: Hand, feeds: FeedReport[]) {
  const { counts: customers, waiting } = await mergeCustomers(tx, brandId, by);
  const holdings = await mergeHoldings(tx, brandId);
  const marks = await mergeMarks(tx, brandId);
  const benefits = await mergeBenefits(tx, brandId);
  feeds.forEach((feed, index) => {
    feed.holdings = sum([holdings.get(index) ?? none(), marks.get(index) ?? none()]);
    feed.benefits = benefits.get(index) ?? none();
  });
  const all = sum([customers, ...feeds.flatMap((feed) => [feed.holdings, feed.benefits])]);
  const status: ImportReport['status'] = all.inserted + all.updated > 0 ? 'loaded' : 'unchanged';
  return { customers, waiting, feeds, status };
}
