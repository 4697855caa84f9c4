import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { endChild, exitOf, launchWorker } from './next.ts';

/**
 * Runs the worker in a process of its own, and again when it ends: whatever befalls it does not touch the app.
 * Gives what ends it for good.
 */
export function keepWorking(
  variables: Partial<NodeJS.ProcessEnv>,
  stopping: AbortSignal,
): () => Promise<void> {
  let worker: ChildProcess | undefined;
  const work = async () => {
    for (let pause = 1_000; !stopping.aborted; pause = Math.min(pause * 2, 60_000)) {
      worker = launchWorker({ ...variables, NODE_ENV: variables.NODE_ENV ?? 'production' });
      const how = await exitOf(worker);
      if (stopping.aborted) return;
      console.error(`The worker ended by itself (${how}); starting it again.`);
      await wait(pause, undefined, { signal: stopping }).catch(() => {});
    }
  };
  const done = work();
  return async () => {
    if (worker) await endChild(worker);
    await done;
  };
}
