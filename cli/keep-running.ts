import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedServer } from '#db/embedded.ts';
import { words } from './words.ts';

/**
 * A database that ends unexpectedly (out of memory, a stray kill) is started again; the app finds it on its old port.
 * One that cannot be started now (a full disk) is tried again.
 */
export async function keepRunning(server: EmbeddedServer, stopping: AbortSignal): Promise<'stopped'> {
  while (!stopping.aborted) {
    await wait(1_000, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted || (await server.isRunning())) continue;
    console.error('PostgreSQL ended unexpectedly; starting it again.');
    await server.restart().catch(async (error: unknown) => {
      console.error(words(error));
      await wait(5_000, undefined, { signal: stopping }).catch(() => {});
    });
  }
  return 'stopped';
}
