import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange } from '#db/schema/exchange.ts';
import { system } from '#db/schema/system.ts';
import type { BrandId } from '../actor.ts';
import { DomainError, notFound } from '../errors.ts';
import { fingerprint } from '../fingerprint.ts';
import { invalid } from '../parse-input.ts';

export type SystemRow = typeof system.$inferSelect;

/** Names what its author has seen: the terms and which secret is in force. */
export const seenOf = (row: Pick<SystemRow, 'name' | 'summary' | 'exchanges' | 'url' | 'secret'>): string =>
  fingerprint({
    name: row.name,
    summary: row.summary,
    exchanges: row.exchanges,
    url: row.url,
    secret: row.secret.toString('base64url'),
  });

/** Locks a system that is in use. Throws not_found, or stale unless it is as the caller saw it. */
export async function holdSystem(tx: Tx, brandId: BrandId, slug: string, seen: string): Promise<SystemRow> {
  const [row] = await tx
    .select()
    .from(system)
    .where(and(eq(system.brandId, brandId), eq(system.slug, slug), isNull(system.retiredAt)))
    .for('update');
  if (!row) throw notFound('system');
  if (seenOf(row) !== seen) throw new DomainError('stale', 'Someone else changed this system.');
  return row;
}

/** Throws `unknown` at `exchanges` unless the brand has them all. */
export async function requireExchanges(tx: Tx, brandId: BrandId, slugs: string[]): Promise<void> {
  const found = await tx
    .select({ slug: exchange.slug })
    .from(exchange)
    .where(and(eq(exchange.brandId, brandId), inArray(exchange.slug, slugs)));
  if (found.length < slugs.length) throw invalid({ exchanges: 'unknown' });
}
