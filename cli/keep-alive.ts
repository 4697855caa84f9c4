import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endChild, exitOf } from './next.ts';

export type Keeping = {
  /** In the line that says that it ended: "The app". */
  name: string;
  launch: () => ChildProcess;
  /** Ends in a row, each soon after its start, at which it is given up; never unless said. */
  mostEnds?: number;
  /** Milliseconds before it is started again, twice as many each time that it ends soon. */
  pause?: number;
};

export type Kept = {
  /** Rejects when it is given up; otherwise it never settles. */
  failed: Promise<never>;
  /** Ends it for good. */
  end: () => Promise<void>;
};

/** What has run so long, in milliseconds, did not end of its start. */
const settled = 10_000;

const longestPause = 60_000;

/** Runs something in a process of its own, and again when that ends by itself: whatever befalls it, the others go on. */
export function keepAlive({ name, launch, mostEnds, pause = 500 }: Keeping, stopping: AbortSignal): Kept {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  let child: ChildProcess | undefined;
  const keep = async () => {
    for (let soon = 0; !stopping.aborted; ) {
      const begun = Date.now();
      child = launch();
      const how = await exitOf(child);
      if (stopping.aborted) return;
      soon = Date.now() - begun < settled ? soon + 1 : 0;
      if (mostEnds !== undefined && soon >= mostEnds)
        throw new Error(`${name} ended by itself ${soon} times, each soon after its start (${how}).`);
      console.error(`${name} ended by itself (${how}); starting it again.`);
      const longer = Math.min(pause * 2 ** Math.max(0, soon - 1), longestPause);
      await wait(longer, undefined, { signal: stopping }).catch(() => {});
    }
  };
  const done = keep().catch(failed.reject);
  const end = async () => {
    if (child) await endChild(child);
    await done;
  };
  return { failed: failed.promise, end };
}
