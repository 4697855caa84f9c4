import type { LocalText } from '#lib/local-text.ts';
import type { Keeping } from '#lib/terms.ts';
import { requireRole, type StaffActor, type SystemActor } from '../actor.ts';
import type { Ctx } from '../context.ts';
import { BadRows } from './bad-rows.ts';
import type { BadRow } from './fault.ts';
import { keep } from './keep.ts';
import { planImport } from './plan.ts';
import { readFeeds } from './read-feeds.ts';
import type { ImportJob } from './run-import.ts';

export type PreviewRow = {
  line: number;
  /** The brand's own number of the customer. */
  customer: string;
  email: string | null;
  holdings: { category: LocalText; keeps: Keeping; label: string; value: string | null; at: string | null }[];
  benefits: { label: string; amount: string; unit: string; at: string }[];
};

export type PreviewFeed = { file: string; rows: PreviewRow[] };
export type Preview = { feeds: PreviewFeed[]; bad: { total: number; kept: BadRow[] } };

/**
 * The first rows of each file as they would be read and kept; nothing is written.
 * Throws `forbidden` for who may not import, `invalid` for a mapping that does not fit the brand.
 */
export async function previewImport(
  ctx: Ctx<SystemActor | StaffActor>,
  { mapping, open }: ImportJob,
  rows = 5,
): Promise<Preview> {
  if (ctx.actor.kind !== 'system') requireRole(ctx.actor, 'owner', 'editor');
  const plan = await planImport(ctx.db, ctx.actor.brandId, mapping);
  const bad = new BadRows(50);
  const feeds: PreviewFeed[] = plan.feeds.map(({ file }) => ({ file, rows: [] }));
  await readFeeds(plan, {
    open,
    bad,
    rows,
    onRow(feed, { customer, holdings, benefits }, line) {
      feeds[feed.number]?.rows.push({
        line,
        customer: customer.id,
        email: customer.email,
        holdings: holdings.flatMap((held) => {
          const rule = feed.holdings[held.rule];
          if (!rule) return [];
          const { value, collectedAt: at } = keep(plan.idKey, rule, held);
          return [{ category: rule.categoryName, keeps: rule.keeps, label: held.label, value, at }];
        }),
        benefits: benefits.flatMap(({ rule, label, amount, receivedAt }) => {
          const unit = feed.benefits[rule]?.unit;
          return unit ? [{ label, amount, unit, at: receivedAt }] : [];
        }),
      });
    },
  });
  return { feeds, bad: { total: bad.total, kept: bad.kept } };
}
