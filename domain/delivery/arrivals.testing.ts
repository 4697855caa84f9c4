import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { type Arrival, arrivalsOf, readArrivals } from './arrivals.ts';

/** The acting customer's. */
export async function arrivalsNow(
  ctx: Ctx<CustomerActor>,
  now = new Date(),
): Promise<Map<string, Arrival[]>> {
  return arrivalsOf(await transact(ctx, (tx) => readArrivals(tx, [ctx.actor.customerId])), now);
}
