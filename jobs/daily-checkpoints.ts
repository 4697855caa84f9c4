import type { Db } from '#db/client.ts';
import { makeDailyCheckpoints } from '#domain/checkpoint/make-daily.ts';
import { log } from '#lib/log.ts';
import type { SealKey } from '#lib/seal.ts';

const hour = 3_600_000;

/**
 * Looks at once and each hour whether a brand has no checkpoint of today yet, so that a worker that was down at
 * midnight, or never runs for long, catches up.
 */
export function keepDailyCheckpoints(db: Db, sealKey: SealKey): { stop: () => Promise<void> } {
  const look = () =>
    makeDailyCheckpoints(db, sealKey).catch((error: unknown) =>
      log.error({ err: error }, 'checkpoints were not signed'),
    );
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, hour);
  return {
    stop: () => {
      clearInterval(timer);
      return looking;
    },
  };
}
