import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { within } from '#lib/within.ts';
import type { BrandId } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { DomainError } from '../errors.ts';

/** The end of each brand's queue in this process. */
const queues = new Map<BrandId, Promise<unknown>>();

/**
 * Does the work in a transaction of its own, one writer of holdings a brand at a time, imports included. Who waits
 * stands in a queue of this process and only its first waits in the database: a brand with a long import would
 * otherwise take every connection, and no other would be answered. Throws `conflict` after so many seconds.
 */
export async function inTurn<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>, patience = 10): Promise<T> {
  const { brandId } = ctx.actor;
  const until = Date.now() + patience * 1000;
  const left = () => Math.max(1, until - Date.now());
  const before = queues.get(brandId);
  const { promise: over, resolve: leave } = Promise.withResolvers<void>();
  const queue = Promise.all([before, over]);
  queues.set(brandId, queue);
  try {
    if (before) await within<unknown>(left(), before, giveUp);
    return await transact(ctx, async (tx) => {
      await takeTurn(tx, brandId, left());
      return work(tx);
    });
  } finally {
    leave();
    void queue.then(() => {
      if (queues.get(brandId) === queue) queues.delete(brandId);
    });
  }
}

async function takeTurn(tx: Tx, brandId: BrandId, milliseconds: number): Promise<void> {
  try {
    await tx.execute(sql.raw(`set local lock_timeout = '${milliseconds}ms'`));
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mutual.import ${brandId}`}, 0))`);
    await tx.execute(sql`set local lock_timeout = 0`);
  } catch (error) {
    if (isLockTimeout(error)) giveUp();
    throw error;
  }
}

function giveUp(): never {
  throw new DomainError('conflict', 'An import is running: try again after it.');
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '55P03') || isLockTimeout(error.cause));
