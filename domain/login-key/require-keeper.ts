import { type Actor, requireRole, type StaffActor, type SystemActor } from '../actor.ts';

/** Throws forbidden for everyone but a brand's owners and the command line. */
export function requireKeeper(actor: Actor): asserts actor is StaffActor | SystemActor {
  if (actor.kind !== 'system') requireRole(actor, 'owner');
}
