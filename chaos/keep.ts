import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endChild, exitOf } from '../cli/next.ts';

export type Kept = {
  /** `kill -9`. Gives when it is gone; it is started again by itself. */
  kill: () => Promise<void>;
  /** How often it ended though nobody had killed it. */
  ownEnds: () => number;
  stop: () => Promise<void>;
};

/** Keeps a process running as whoever runs a portal would: one that ends is started again. */
export function keep(launch: () => ChildProcess): Kept {
  let [child, stopping, killed, ownEnds] = [launch(), false, false, 0];
  const keeping = (async () => {
    for (;;) {
      await exitOf(child);
      if (stopping) return;
      if (!killed) ownEnds += 1;
      killed = false;
      await wait(500);
      if (stopping) return;
      child = launch();
    }
  })();
  return {
    kill: async () => {
      killed = true;
      const ended = exitOf(child);
      child.kill('SIGKILL');
      await ended;
    },
    ownEnds: () => ownEnds,
    stop: async () => {
      stopping = true;
      await endChild(child);
      await keeping;
    },
  };
}
