import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { ApiEnv } from './environment.ts';
import { Problem } from './problem.ts';

/** Calls a minute that one key may make to one process. */
export type Rates = { decisions: number; calls: number };

export const usualRates: Rates = { decisions: 2_000_000, calls: 12_000 };

/** Counts a call of the key with this hash. Throws `limited`, with how long to wait. */
export type Count = (keyHash: string) => Promise<void>;

export type Limits = Record<keyof Rates, Count>;

/** Counted in memory: a decision is to cost one round trip, and several processes only raise the limit. */
export function limitsOf(rates: Rates): Limits {
  return { decisions: limiter(rates.decisions), calls: limiter(rates.calls) };
}

function limiter(points: number): Count {
  const counter = new RateLimiterMemory({ points, duration: 60 });
  return async (keyHash) => {
    try {
      await counter.consume(keyHash);
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
      throw new Problem('limited', `Try again in ${seconds} s.`, {}, { 'retry-after': String(seconds) });
    }
  };
}

/** Behind `withScope`: only live keys are counted, so strangers fill no memory. */
export const limited =
  (count: Count): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    await count(c.get('key').hash);
    await next();
  };
