import type { Role } from '#domain/actor.ts';
import { type Caller, type Key, keys, type Person } from './callers.ts';

/**
 * What somebody meets at a route: it opens, leads to sign-in, is as missing as any other, wants a key, is
 * forbidden, or knows nothing like what was sent.
 */
export type Met = 'open' | 'sign-in' | 'missing' | 'no key' | 'forbidden' | 'unlike';

/** Who may. A caller with a key is nobody to a page, and a person is nobody to the API. */
export type Gate = (caller: Caller) => Met;

const isKey = (caller: Caller): caller is Key => keys.some((key) => key === caller);

const forPeople =
  (judge: (person: Exclude<Person, 'nobody'>) => Met): Gate =>
  (caller) =>
    caller === 'nobody' || isKey(caller) ? 'sign-in' : judge(caller);

/** For everybody. */
export const everybody: Gate = () => 'open';

/** Leads everybody to the sign-in page: what it was asked with is worth nothing. */
export const signInPage: Gate = () => 'sign-in';

/** There is no such thing in a portal like this one. */
export const missing: Gate = () => 'missing';

/** For whoever is signed in: of their own. */
export const signedIn: Gate = forPeople(() => 'open');

/** For the brand's customers: each sees their own. */
export const customers: Gate = forPeople((person) =>
  person === 'customer' || person === 'other customer' ? 'open' : 'missing',
);

/** For the one customer whose it is. */
export const theCustomer: Gate = forPeople((person) => (person === 'customer' ? 'open' : 'missing'));

/** For the brand's staff with one of these roles. */
export const staff = (...roles: Role[]): Gate =>
  forPeople((person) => (roles.some((role) => role === person) ? 'open' : 'missing'));

/** For a key of this scope. `foreign` is what a key of another brand's meets, which has all scopes. */
export const keyFor =
  (scope: 'ingest' | 'decide' | 'choices', foreign: Met = 'open'): Gate =>
  (caller) => {
    if (!isKey(caller) || caller === 'revoked') return 'no key';
    if (caller === 'foreign') return foreign;
    return caller === scope ? 'open' : 'forbidden';
  };

/** For whoever signs what they send. */
export const signed: Gate = () => 'no key';
