import type { Dispatcher } from 'undici';
import type { SealKey } from '#lib/seal.ts';
import type { SystemActor } from '../actor.ts';
import { type Ctx, clock, transact } from '../context.ts';
import { openSecret } from '../system/secret.ts';
import { type DeliveryKey, deliveryId } from './delivery-id.ts';
import { messageOf } from './message.ts';
import { type Outcome, postWebhook } from './post-webhook.ts';
import { type Due, readDue } from './read-due.ts';
import { park, postpone, recordOutcome } from './record-outcome.ts';
import { signedHeaders } from './sign.ts';

/** What sending needs besides the database. `patience`: milliseconds for one attempt. */
export type Sender = { network: Dispatcher; sealKey: SealKey; patience?: number };

/**
 * Makes one attempt at a delivery, if it is still to be sent, and records how it went with the job of the next attempt.
 * Between the attempt and the record no transaction is open. Dying in between sends it again: at least once.
 */
export async function sendDelivery(ctx: Ctx<SystemActor>, sender: Sender, key: DeliveryKey): Promise<void> {
  const due = await transact(ctx, (tx) => readDue(tx, key));
  if (!due || (due.delivery_state !== 'waiting' && due.delivery_state !== 'failed')) return;
  if (due.retired_at !== null || due.parked_at !== null) return transact(ctx, (tx) => park(tx, { key }));
  const begun = clock(ctx);
  const pausedUntil = due.paused_until === null ? null : new Date(due.paused_until);
  if (pausedUntil && pausedUntil > begun) return transact(ctx, (tx) => postpone(tx, { key }, pausedUntil));
  const secrets = secretsOf(ctx, sender, key, due, begun);
  const outcome = secrets ? await post(sender, secrets, key, due, begun) : unsigned;
  const { brandId } = ctx.actor;
  const attempt = { key, brandId, triedSince: new Date(due.tried_since), now: clock(ctx) };
  await transact(ctx, (tx) => recordOutcome(tx, attempt, outcome));
}

/** Tried again for as long as others: the secret may come back. */
const unsigned: Outcome = { kind: 'refused', status: null, fault: 'sealed', retryAfter: null };

function post(sender: Sender, secrets: string[], key: DeliveryKey, due: Due, begun: Date): Promise<Outcome> {
  const body = messageOf(key, due, begun);
  const headers = signedHeaders(secrets, deliveryId(key), begun, body);
  return postWebhook(sender.network, { url: due.url, headers, body }, sender.patience);
}

/** Both, while the system is being given a new one. Null when the newer was sealed under another AUTH_SECRET. */
function secretsOf(
  ctx: Ctx<SystemActor>,
  { sealKey }: Sender,
  key: DeliveryKey,
  due: Due,
  now: Date,
): string[] | null {
  const owner = { brandId: ctx.actor.brandId, slug: key.system };
  const newer = openSecret(sealKey, owner, due.secret);
  if (newer === null) return null;
  const overlaps = due.previous_until !== null && new Date(due.previous_until) > now;
  const former = overlaps && due.previous_secret && openSecret(sealKey, owner, due.previous_secret);
  return former ? [newer, former] : [newer];
}
