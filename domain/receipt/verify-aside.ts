import { Threads } from '#lib/threads.ts';
import { inThread, type Told } from '../in-thread.ts';
import type { Verdict } from './verdict.ts';
import type { VerifyTask } from './verify.thread.ts';

const key = Symbol.for('mutual.verify');
const held: typeof globalThis & { [key]?: Threads<VerifyTask, Told<Verdict>> } = globalThis;

const limits = { atOnce: 2, waiting: { ofLane: 3, ofAll: 20 }, megabytes: 256, seconds: 10 };

/**
 * The same as `verifyReceipts`, on a thread beside the one that serves: anyone may ask, with a file of their own making.
 * `asker` has one file at work and a few waiting; throws `busy` beyond that, `too_much` after ten seconds.
 */
export function verifyAside(asker: string, task: VerifyTask): Promise<Verdict> {
  held[key] ??= new Threads('domain/receipt/verify.thread.ts', limits);
  return inThread(held[key], asker, task);
}
