import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { DomainError } from '../errors.ts';

/**
 * One writer of holdings a brand at a time, imports included, until the transaction ends. Throws `conflict` when
 * another has had its turn for so many seconds.
 */
export async function takeTurn(tx: Tx, brandId: BrandId, patience = 10): Promise<void> {
  try {
    await tx.execute(sql.raw(`set local lock_timeout = '${patience}s'`));
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mutual.import ${brandId}`}, 0))`);
    await tx.execute(sql`set local lock_timeout = 0`);
  } catch (error) {
    if (isLockTimeout(error)) throw new DomainError('conflict', 'An import is running: try again after it.');
    throw error;
  }
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '55P03') || isLockTimeout(error.cause));
