import type { Actor, KeyActor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import type { KeyScope } from './list-keys.ts';

/** Throws `forbidden` for everyone but a key that has the scope. */
export function requireScope(actor: Actor, scope: KeyScope): asserts actor is KeyActor {
  if (actor.kind !== 'key' || !actor.scopes.includes(scope))
    throw new DomainError('forbidden', `The key has no right to “${scope}”.`);
}
