import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedServer } from '#db/embedded.ts';

/** A database that ends unexpectedly (out of memory, a stray kill) is started again; the app finds it on its old port. */
export async function keepRunning(server: EmbeddedServer, stopping: AbortSignal): Promise<'stopped'> {
  while (!stopping.aborted) {
    await wait(1_000, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted || (await server.isRunning())) continue;
    console.error('PostgreSQL ended unexpectedly; starting it again.');
    await server.restart();
  }
  return 'stopped';
}
