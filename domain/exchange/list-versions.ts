import { and, desc, eq, sql } from 'drizzle-orm';
import { exchangeVersion } from '#db/schema/exchange.ts';
import { person } from '#db/schema/person.ts';
import { requireRole } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import type { Said } from './widening.ts';

export type PublishedVersion = Said & {
  version: number;
  publishedAt: Date;
  /** Null when the command line published it, or that person is unknown. */
  by: string | null;
};

/** Every version ever published, newest first. */
export async function listVersions(ctx: Ctx, slug: string): Promise<PublishedVersion[]> {
  requireRole(ctx.actor, 'owner', 'editor');
  const { brandId } = ctx.actor;
  return transact(ctx, (tx) =>
    tx
      .select({
        version: exchangeVersion.version,
        terms: exchangeVersion.terms,
        meaning: exchangeVersion.meaning,
        publishedAt: exchangeVersion.publishedAt,
        by: sql<string | null>`coalesce(${person.name}, ${person.email})`,
      })
      .from(exchangeVersion)
      .leftJoin(person, eq(person.id, exchangeVersion.publishedBy))
      .where(and(eq(exchangeVersion.brandId, brandId), eq(exchangeVersion.exchange, slug)))
      .orderBy(desc(exchangeVersion.version)),
  );
}
