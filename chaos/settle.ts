import { setTimeout as wait } from 'node:timers/promises';
import { releaseLost } from '#domain/delivery/release-lost.ts';
import { resendDeliveries } from '#domain/delivery/resend-deliveries.ts';
import type { Findings } from './findings.ts';
import type { ReceivingSystem } from './receivers.ts';
import type { Stage } from './stage.ts';

/** Milliseconds. What a killed worker had in hand is freed after 45 seconds. */
const patience = 240_000;

/** Milliseconds that an attempt may take which had begun before a system was mended. */
const attempt = 16_000;

/** Waits until the good systems have everything; then mends the bad ones, resends as staff would, and waits for those. */
export async function settle(stage: Stage, findings: Findings, hasty: boolean): Promise<void> {
  const { owner, sql } = stage;
  const good = stage.systems.filter((system) => system.good);
  const bad = stage.systems.filter((system) => !system.good);
  // The short form does not wait for what a killed worker held.
  const release = async () => hasty && releaseLost(owner.db, 5);
  await emptied(stage, good, findings, release);
  await checkQueue(stage, findings);
  for (const { heal } of bad) heal();
  await wait(hasty ? 2_000 : attempt);
  for (const { slug } of bad) await resendDeliveries(owner, { system: slug });
  await emptied(stage, bad, findings, async () => {
    await release();
    if (hasty) await hurry(sql);
  });
}

async function emptied(
  { sql }: Stage,
  systems: readonly ReceivingSystem[],
  findings: Findings,
  meanwhile: () => Promise<unknown>,
) {
  const names = systems.map(({ slug }) => slug);
  for (const until = Date.now() + patience; ; await wait(500)) {
    await meanwhile();
    const [left] = await sql<[{ n: number }]>`
      select count(*)::int as n from delivery where state not in ('sent', 'applied') and system in ${sql(names)}`;
    if (left.n === 0) return;
    if (Date.now() > until) return findings.wrong(`${left.n} deliveries were not made: ${names.join(', ')}`);
  }
}

/** As if minutes had passed: nothing waits for a pause or for its next attempt. */
async function hurry(sql: Stage['sql']) {
  await sql`update system set paused_until = null where paused_until is not null`;
  await sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`;
}

/** What is still to be tried has its job; what is parked waits for staff. */
async function checkQueue({ sql }: Stage, findings: Findings): Promise<void> {
  const states = await sql<{ state: string; n: number; jobless: number }[]>`
    select d.state, count(*)::int as n, count(*) filter (where not d.queued)::int as jobless
    from (
      select state, (customer_id::text, seq::text, system) in (
        select payload->>'customer', payload->>'seq', payload->>'system' from graphile_worker._private_jobs
      ) as queued from delivery
    ) d
    where d.state in ('waiting', 'failed', 'parked') group by d.state order by d.state`;
  for (const { state, n, jobless } of states) {
    findings.note(`to bad systems, ${state}`, n);
    if (state !== 'parked' && jobless > 0) findings.wrong(`${jobless} ${state} deliveries have no job`);
  }
}
