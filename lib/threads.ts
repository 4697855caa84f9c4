import { Piscina } from 'piscina';
import { LaneFull, Lanes } from './lanes.ts';
import { log } from './log.ts';

export type ThreadLimits = {
  /** Threads at most; each lane has one of them at a time. */
  atOnce: number;
  /** What may wait for one. */
  waiting: { ofLane: number; ofAll: number };
  megabytes: number;
  /** Of one piece of work, once it has begun. */
  seconds: number;
};

/** Why work on a thread came to nothing: too many wait, or it went beyond its time or memory. */
export class ThreadFault extends Error {
  readonly why: 'busy' | 'time' | 'memory';
  constructor(why: ThreadFault['why']) {
    super(why);
    this.why = why;
  }
}

/** Threads for stranger-sized work, beside the one that serves. They end when nobody needs them. */
export class Threads<Input, Output> {
  readonly #pool: Piscina<Input, Output>;
  readonly #lanes: Lanes;
  readonly #milliseconds: number;

  /** `file` is a module of ours whose default export does the work, from the project's folder. */
  constructor(file: string, { atOnce, waiting, megabytes, seconds }: ThreadLimits) {
    this.#lanes = new Lanes(atOnce, waiting);
    this.#milliseconds = seconds * 1000;
    this.#pool = new Piscina<Input, Output>({
      filename: `${process.cwd()}/${file}`,
      minThreads: 0,
      maxThreads: atOnce,
      idleTimeout: 30_000,
      // It would hold the thread while it waits, and with it what the thread waits for.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      // Behind the thread that serves, where processors are few.
      niceIncrement: 10,
    });
    // One that ends while it has nothing to do is replaced like any other.
    this.#pool.on('error', (error) => log.warn({ err: error }, 'a thread ended'));
  }

  /** Throws ThreadFault, and whatever the work throws, without its class. */
  async run(lane: string, input: Input): Promise<Output> {
    try {
      return await this.#lanes.run(lane, () =>
        this.#pool.run(input, { signal: AbortSignal.timeout(this.#milliseconds) }),
      );
    } catch (error) {
      throw faultOf(error) ?? error;
    }
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

function faultOf(error: unknown): ThreadFault | null {
  if (error instanceof LaneFull) return new ThreadFault('busy');
  if (!(error instanceof Error)) return null;
  if (error.name === 'AbortError') return new ThreadFault('time');
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadFault('memory') : null;
}
