import type { Db, Tx } from '#db/client.ts';
import { withScope } from '#db/scope.ts';
import { type Actor, scopeOf } from './actor.ts';

/** Who acts, on which database. Passed along, never ambient. */
export type Ctx<A extends Actor = Actor> = { db: Db; actor: A; now?: () => Date };

/** One transaction in which row security shows only what the actor may see. Reads and writes both go through it. */
export const transact = <T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withScope(ctx.db, scopeOf(ctx.actor), work);

export const clock = (ctx: Ctx): Date => ctx.now?.() ?? new Date();
