import { openNetwork } from '#domain/delivery/network.ts';
import { startWorker } from '#jobs/worker.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { isPublicAddress } from '#lib/public-address.ts';
import { ownSealKey } from '#lib/seal.ts';
import { requireOwnDatabase } from './own-database.ts';
import { stopOnSignals, whenStopped } from './stop-signals.ts';
import { unreadableLines } from './unreadable-lines.ts';

/** Sends deliveries until a signal comes. */
export async function runWorker(): Promise<void> {
  // Started by `npm start`, which was killed: do not stay behind.
  process.on('disconnect', () => process.exit());
  await work();
  // The line to `npm start` would keep this process.
  if (process.connected) process.disconnect();
}

async function work(): Promise<void> {
  const stop = stopOnSignals();
  const url = env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL is missing. The demo of `npm start` has its worker inside.');
  const sealKey = ownSealKey();
  await requireOwnDatabase(url);
  // With `npm start` around it, that has said so.
  const unreadable = process.connected ? [] : await unreadableLines(url, env.AUTH_SECRET ?? '');
  if (unreadable.length > 0) log.error(unreadable.join('\n'));
  const network = openNetwork(env.WEBHOOKS_TO_PRIVATE ? () => true : isPublicAddress);
  try {
    const worker = await startWorker(url, { network, sealKey });
    log.info('worker is running');
    await Promise.race([whenStopped(stop.signal), worker.ended]);
    // What hangs is cut off, recorded as failed, and tried again by the next worker.
    const cutOff = setTimeout(() => void network.destroy(), 4_000);
    await worker.stop();
    clearTimeout(cutOff);
  } finally {
    await network.destroy();
  }
}
