import { isOn, standing } from '../exchange/standing.ts';
import { type DeliveryKey, deliveryId } from './delivery-id.ts';
import type { Due } from './read-due.ts';

/**
 * What a system is told (docs/systems.md). `state` is the choice that this delivery is about; `allowed` is the
 * decision of this moment, so that a yes which arrives late never stands against a no made since (invariant 1).
 */
export function messageOf(key: DeliveryKey, due: Due, now: Date): string {
  const choice = {
    state: due.state_now,
    version: due.version_now,
    expiresAt: due.expires_at === null ? null : new Date(due.expires_at),
  };
  const live = { basis: due.basis, askedSince: due.asked_since };
  const stands = standing(choice, due.no_to_use, live, now);
  return JSON.stringify({
    type: 'choice.changed',
    timestamp: new Date(due.chosen_at).toISOString(),
    data: {
      delivery: deliveryId(key),
      brand: due.brand,
      customer: due.external_id,
      seq: key.seq,
      exchange: due.exchange,
      version: due.version,
      category: due.category,
      purpose: due.purpose,
      state: due.chosen,
      allowed: due.exchange_retired_at === null && isOn(stands, due.basis),
    },
  });
}
