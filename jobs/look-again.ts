import { log } from '#lib/log.ts';

/** Something that goes on until it is stopped; `stop` waits for what is under way. */
export type Looking = { stop: () => Promise<void> };

type Look = {
  /** Milliseconds from one look to the next; one that takes longer is not overtaken. */
  every: number;
  /** Ends early when it can, once the signal says so. */
  look: (stopping: AbortSignal) => Promise<unknown>;
  /** What has not happened when a look fails, for the log; the next one tries again. */
  failed: string;
};

/** Looks at once, and again and again. */
export function lookAgain({ every, look, failed }: Look): Looking {
  const stopping = new AbortController();
  const once = () =>
    look(stopping.signal).then(
      () => {},
      (error: unknown) => log.error({ err: error }, failed),
    );
  let looking = once();
  const timer = setInterval(() => {
    looking = looking.then(once);
  }, every);
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort();
      return looking;
    },
  };
}
