import { DomainError } from '#domain/errors.ts';
import { within } from '#lib/within.ts';

/** Milliseconds until a database that does not answer counts as out of reach. */
const patience = 4_000;

/** Throws `unavailable` when the work takes longer. */
export const inTime = <T>(work: Promise<T>): Promise<T> =>
  within(patience, work, () => {
    throw new DomainError('unavailable', 'The database does not answer.');
  });
