import type { Role } from '../actor.ts';

/** A number of people; `few` is one to four, when that would point at someone. */
export type Crowd = number | 'few';

export const smallestCrowd = 5;

/** How a role is told numbers of people: analysts may see no person, and fewer than five are nearly that. */
export const crowd =
  (role: Role) =>
  (people: number): Crowd =>
    role === 'analyst' && people > 0 && people < smallestCrowd ? 'few' : people;
