import { and, asc, eq, sql } from 'drizzle-orm';
import { system } from '#db/schema/system.ts';
import type { LocalText } from '#lib/local-text.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { notFound } from '../errors.ts';
import { seenOf } from './held-system.ts';

/** How the deliveries to a system stand. Latencies are medians of the last day's, in seconds. */
export type Traffic = {
  total: number;
  waiting: number;
  sent: number;
  applied: number;
  failed: number;
  parked: number;
  /** Not in force for an hour, or given up. */
  overdue: number;
  /** The oldest that has not arrived. */
  oldest: Date | null;
  toArrival: number | null;
  toApplied: number | null;
};

export type StaffSystem = {
  slug: string;
  name: LocalText;
  summary: LocalText;
  exchanges: string[];
  url: string;
  /** Says which state its reader has seen; every change asks for it. */
  seen: string;
  previousUntil: Date | null;
  pausedUntil: Date | null;
  parkedAt: Date | null;
  retiredAt: Date | null;
  traffic: Traffic;
};

/** Every system of the brand and how its deliveries stand, in one query; those in use first. */
export async function listSystems(ctx: Ctx): Promise<StaffSystem[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const rows = await transact(ctx, (tx) =>
    tx
      .select({ row: system, traffic: traffic() })
      .from(system)
      .where(eq(system.brandId, brandId))
      .orderBy(sql`${system.retiredAt} is not null`, asc(system.slug)),
  );
  return rows.map(shown);
}

/** One system. Throws not_found. */
export async function findSystem(ctx: Ctx, slug: string): Promise<StaffSystem> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  const [row] = await transact(ctx, (tx) =>
    tx
      .select({ row: system, traffic: traffic() })
      .from(system)
      .where(and(eq(system.brandId, brandId), eq(system.slug, slug))),
  );
  if (!row) throw notFound('system');
  return shown(row);
}

type TrafficRow = Omit<Traffic, 'oldest'> & { oldest: string | null };

const median = (from: string, to: string) =>
  sql.raw(`round((percentile_cont(0.5) within group (order by extract(epoch from ${to} - ${from}))
    filter (where ${from} > now() - interval '1 day'))::numeric, 1)`);

const traffic = () => sql<TrafficRow>`(
  select json_build_object(
    'total', count(*), 'waiting', count(*) filter (where d.state = 'waiting'),
    'sent', count(*) filter (where d.state = 'sent'), 'applied', count(*) filter (where d.state = 'applied'),
    'failed', count(*) filter (where d.state = 'failed'), 'parked', count(*) filter (where d.state = 'parked'),
    'overdue', count(*) filter (where d.state = 'parked' or (d.state <> 'applied' and d.created_at < now() - interval '1 hour')),
    'oldest', min(d.created_at) filter (where d.state in ('waiting', 'failed', 'parked')),
    'toArrival', ${median('d.created_at', 'd.sent_at')}, 'toApplied', ${median('d.created_at', 'd.applied_at')})
  from delivery d where d.brand_id = ${system.brandId} and d.system = ${system.slug})`;

function shown({ row, traffic }: { row: typeof system.$inferSelect; traffic: TrafficRow }): StaffSystem {
  const { slug, name, summary, exchanges, url, previousUntil, pausedUntil, parkedAt, retiredAt } = row;
  return {
    ...{ slug, name, summary, exchanges, url, previousUntil, pausedUntil, parkedAt, retiredAt },
    seen: seenOf(row),
    traffic: { ...traffic, oldest: traffic.oldest === null ? null : new Date(traffic.oldest) },
  };
}
