import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { addJobs } from './add-jobs.ts';
import { nextAttempt } from './back-off.ts';
import type { DeliveryKey } from './delivery-id.ts';
import type { Outcome } from './post-webhook.ts';

type Attempt = { key: DeliveryKey; brandId: BrandId; triedSince: Date; now: Date };
type Refusal = Extract<Outcome, { kind: 'refused' }>;

/** Writes down how an attempt went, and with it the job of the next one. */
export async function recordOutcome(tx: Tx, attempt: Attempt, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'accepted') return recordArrival(tx, attempt, outcome);
  if (outcome.fault === 'gone') await parkSystem(tx, attempt);
  const notBefore = outcome.retryAfter ?? (outcome.fault === 'timeout' ? breather(attempt.now) : null);
  const next = outcome.fault === 'gone' ? null : nextAttempt({ ...attempt, notBefore });
  await Promise.all([
    notBefore && pauseSystem(tx, attempt, notBefore),
    recordFailure(tx, attempt, outcome, next),
  ]);
}

/** One that hangs would hold its lanes all the time: it is left alone for a while after each time. */
const breather = (now: Date) => new Date(now.getTime() + 60_000);

/** Later, as the system is paused: no attempt was made. */
export async function postpone(tx: Tx, { key }: Pick<Attempt, 'key'>, until: Date): Promise<void> {
  const spread = new Date(until.getTime() + Math.random() * 5_000).toISOString();
  await tx.execute(sql`
    with due as (
      update delivery set next_at = ${spread}::timestamptz where ${itself(key)} and state in ('waiting', 'failed')
      returning brand_id, customer_id, seq, system, next_at as run_at
    ) ${addJobs()}`);
}

export async function park(tx: Tx, { key }: Pick<Attempt, 'key'>): Promise<void> {
  await tx.execute(sql`
    update delivery set state = 'parked', next_at = null where ${itself(key)} and state in ('waiting', 'failed')`);
}

/** The system may have confirmed before its reply reached us. */
async function recordArrival(
  tx: Tx,
  { key, now }: Attempt,
  { status, applied }: { status: number; applied: boolean },
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update delivery set state = case when ${applied} then 'applied' when state = 'applied' then state else 'sent' end,
      attempts = attempts + 1, last_status = ${status}, last_fault = null, attempted_at = ${at}, next_at = null,
      sent_at = coalesce(sent_at, ${at}), applied_at = case when ${applied} then coalesce(applied_at, ${at}) else applied_at end
    where ${itself(key)}`);
}

async function recordFailure(
  tx: Tx,
  { key, now }: Attempt,
  { status, fault }: Refusal,
  next: Date | null,
): Promise<void> {
  await tx.execute(sql`
    with tried as (
      update delivery set state = ${next ? 'failed' : 'parked'}, attempts = attempts + 1, last_status = ${status}::int,
        last_fault = ${fault}, attempted_at = ${now.toISOString()}::timestamptz,
        next_at = ${next?.toISOString() ?? null}::timestamptz
      where ${itself(key)} and state in ('waiting', 'failed')
      returning brand_id, customer_id, seq, system, next_at as run_at
    ), due as (select * from tried where run_at is not null) ${addJobs()}`);
}

async function pauseSystem(tx: Tx, { key, brandId }: Attempt, until: Date): Promise<void> {
  await tx.execute(sql`
    update system set paused_until = greatest(paused_until, ${until.toISOString()}::timestamptz)
    where brand_id = ${brandId} and slug = ${key.system}`);
}

async function parkSystem(tx: Tx, { key, brandId, now }: Attempt): Promise<void> {
  await tx.execute(sql`
    update system set parked_at = coalesce(parked_at, ${now.toISOString()}::timestamptz)
    where brand_id = ${brandId} and slug = ${key.system}`);
}

const itself = ({ customerId, seq, system }: DeliveryKey): SQL =>
  sql`customer_id = ${customerId} and seq = ${seq} and system = ${system}`;
