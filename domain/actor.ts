import type { roles } from '#db/schema/person.ts';
import type { Scope } from '#db/scope.ts';
import { DomainError } from './errors.ts';

declare const tag: unique symbol;
type Id<Name extends string> = string & { readonly [tag]: Name };

export type BrandId = Id<'brand'>;
export type PersonId = Id<'person'>;
export type CustomerId = Id<'customer'>;

export type Role = (typeof roles)[number];

export type CustomerActor = {
  kind: 'customer';
  personId: PersonId;
  brandId: BrandId;
  customerId: CustomerId;
};
export type StaffActor = { kind: 'staff'; personId: PersonId; brandId: BrandId; role: Role };
export type KeyActor = { kind: 'key'; keyId: string; brandId: BrandId; scopes: readonly string[] };
/** The command line and background jobs, for one brand. */
export type SystemActor = { kind: 'system'; name: string; brandId: BrandId };

export type Actor = CustomerActor | StaffActor | KeyActor | SystemActor;

/** Who acted, as it is written down. */
export type Hand = { kind: Actor['kind']; id: string };

export function handOf(actor: Actor): Hand {
  const { kind } = actor;
  if (kind === 'key') return { kind, id: actor.keyId };
  return { kind, id: kind === 'system' ? actor.name : actor.personId };
}

/** What row security shows an actor. */
export function scopeOf(actor: Actor): Scope {
  return actor.kind === 'customer'
    ? { kind: 'customers', customerIds: [actor.customerId] }
    : { kind: 'brand', brandId: actor.brandId };
}

/** Throws forbidden for whoever is not staff in one of the roles. The right of every staff command, asked first. */
export function requireRole(actor: Actor, ...roles: readonly Role[]): asserts actor is StaffActor {
  if (actor.kind !== 'staff' || !roles.includes(actor.role))
    throw new DomainError('forbidden', 'Your role does not allow this.');
}

/** Throws forbidden for whoever is not the customer: only they turn things on (invariant 4). */
export function requireCustomer(actor: Actor): asserts actor is CustomerActor {
  if (actor.kind !== 'customer') throw new DomainError('forbidden', 'Only the customer can do this.');
}
