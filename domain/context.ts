import type { Db, Tx } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import { type Actor, scopeOf } from './actor.ts';
import { DomainError } from './errors.ts';
import { isUnreachable } from './unreachable.ts';

/** Who acts, on which database. Passed along, never ambient. */
export type Ctx<A extends Actor = Actor> = { db: Db; actor: A; now?: () => Date };

/**
 * One transaction in which row security shows only what the actor may see. Reads and writes both go through it.
 * Throws `unsure` when all was done and the database went away over the commit: it may have been kept or not.
 */
export async function transact<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  let isDone = false;
  try {
    return await withScope(ctx.db, scopeOf(ctx.actor), async (tx) => {
      const result = await work(tx);
      isDone = true;
      return result;
    });
  } catch (cause) {
    if (!isDone || !isUnreachable(cause)) throw cause;
    throw new DomainError('unsure', 'It may have been done or not; asking again tells.', undefined, {
      cause,
    });
  }
}

export const clock = (ctx: Ctx): Date => ctx.now?.() ?? new Date();
