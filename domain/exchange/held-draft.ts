import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange } from '#db/schema/exchange.ts';
import type { DraftTerms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { DomainError, notFound } from '../errors.ts';

export type HeldDraft = { draft: DraftTerms | null };

/**
 * Locks an exchange and gives its draft, if the caller has seen the newest.
 * Throws `not_found`, or `stale` when someone else wrote meanwhile or the exchange is retired.
 */
export async function holdDraft(
  tx: Tx,
  brandId: BrandId,
  at: { slug: string; revision: number },
): Promise<HeldDraft> {
  const [held] = await tx
    .select({
      draft: exchange.draft,
      revision: exchange.draftRevision,
      retiredAt: exchange.retiredAt,
    })
    .from(exchange)
    .where(and(eq(exchange.brandId, brandId), eq(exchange.slug, at.slug)))
    .for('update');
  if (!held) throw notFound('exchange');
  if (held.retiredAt) throw new DomainError('stale', 'This exchange is retired.');
  if (held.revision !== at.revision) throw new DomainError('stale', 'Someone else edited this draft.');
  return { draft: held.draft };
}
