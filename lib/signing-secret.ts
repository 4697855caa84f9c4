import { env } from './env.ts';

/** What signing keys are sealed under. `npm start` makes one for its own database. */
export function signingSecret(): string {
  if (!env.AUTH_SECRET) throw new Error('AUTH_SECRET is not set: nothing can be signed without it.');
  return env.AUTH_SECRET;
}
