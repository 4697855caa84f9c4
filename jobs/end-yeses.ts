import type { Db } from '#db/client.ts';
import { endYesesOfAll } from '#domain/choice/end-yeses.ts';
import { log } from '#lib/log.ts';

const often = 15_000;

/** Looks again and again for yeses that have ended, so that the brands' systems hear of it within seconds. */
export function keepYesesEnded(db: Db): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const look = () =>
    endYesesOfAll(db, new Date(), stopping.signal).catch((error: unknown) =>
      log.warn({ err: error }, 'yeses that ended were not written down'),
    );
  let looking = look();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, often);
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort();
      return looking;
    },
  };
}
