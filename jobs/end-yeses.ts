import type { Db } from '#db/client.ts';
import { endYesesOfAll } from '#domain/choice/end-yeses.ts';
import { type Looking, lookAgain } from './look-again.ts';

/** Looks for yeses that have ended, so that the brands' systems hear of it within seconds. */
export const keepYesesEnded = (db: Db): Looking =>
  lookAgain({
    every: 15_000,
    look: (stopping) => endYesesOfAll(db, new Date(), stopping),
    failed: 'yeses that ended were not written down',
  });
