import type { Db } from '#db/client.ts';
import { makeDailyCheckpoints } from '#domain/checkpoint/make-daily.ts';
import type { SealKey } from '#lib/seal.ts';
import { type Looking, lookAgain } from './look-again.ts';

/**
 * Looks at once and each hour whether a brand has no checkpoint of today yet, so that a worker that was down at
 * midnight, or never runs for long, catches up.
 */
export const keepDailyCheckpoints = (db: Db, sealKey: SealKey): Looking =>
  lookAgain({
    every: 3_600_000,
    look: () => makeDailyCheckpoints(db, sealKey),
    failed: 'checkpoints were not signed',
  });
