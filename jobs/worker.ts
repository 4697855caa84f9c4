import { Logger, run } from 'graphile-worker';
import { connect } from '#db/client.ts';
import { releaseLost } from '#domain/delivery/release-lost.ts';
import type { Sender } from '#domain/delivery/send-delivery.ts';
import { log } from '#lib/log.ts';
import { keepDailyCheckpoints } from './daily-checkpoints.ts';
import { keepYesesEnded } from './end-yeses.ts';
import { lookAgain } from './look-again.ts';
import { sendDeliveryTask } from './send-delivery.ts';
import { keepBrandsTold } from './tell-brands.ts';
import { tellChangeTask } from './tell-change.ts';

/** How many jobs at once: each mostly waits for a system, of which one has four lanes at most. */
const concurrency = 24;

/** A worker on the runtime role's database. Any number may run, here or elsewhere. `ended` rejects when it cannot go on. */
export async function startWorker(url: string, sender: Sender) {
  const { db, close } = connect(url, { max: 8, name: 'mutual-worker' });
  // Whoever cannot begin ends, before anything goes on by itself.
  await releaseLost(db);
  const kept = [
    lookAgain({ every: 15_000, look: () => releaseLost(db), failed: 'lost jobs were not released' }),
    keepDailyCheckpoints(db, sender.sealKey),
    keepBrandsTold(db),
    keepYesesEnded(db),
  ];
  const runner = await run({
    connectionString: url,
    maxPoolSize: concurrency,
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    // What has begun may take its 15 seconds.
    gracefulShutdownAbortTimeout: 20_000,
    logger: queueLog,
    parsedCronItems: [],
    taskList: { 'send-delivery': sendDeliveryTask(db, sender), 'tell-change': tellChangeTask(db) },
  });
  const stop = async () => {
    await Promise.all(kept.map(({ stop }) => stop()));
    await runner.stop();
    await close();
  };
  return { stop, ended: runner.promise };
}

/** The library quotes whole errors, in which a query's values may stand: its first words say which job and which fault. */
const queueLog = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') log.warn({ queue: message.slice(0, 60) }, 'job queue');
});
