import canonicalize from 'canonicalize';
import { asc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { exchange, exchangeVersion } from '#db/schema/exchange.ts';
import type { Terms } from '#lib/terms.ts';
import type { StaffActor, SystemActor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { meaningOf, type Names } from './names.ts';
import { type Published, publishVersions } from './publish-version.ts';
import { liveVersion } from './staff-exchange.ts';
import { type Widening, widenings } from './widening.ts';

/** An exchange's next version: its terms are rewritten, or something that they stand on is called otherwise. */
export type Renewal = {
  slug: string;
  version: number;
  terms: Terms;
  widened: Widening[];
  /** A draft in progress is not what caused it. */
  keepsDraft: boolean;
};

/**
 * The exchanges that would say something else than their live version does, under these names and, where given, with
 * these terms; in their order. One that is retired, or was never published, only with terms of its own.
 */
export async function findRenewals(
  tx: Tx,
  names: Names,
  rewritten: ReadonlyMap<string, Terms> = new Map(),
): Promise<Renewal[]> {
  const held = await tx
    .select({
      slug: exchange.slug,
      retiredAt: exchange.retiredAt,
      version: exchange.liveVersion,
      terms: exchangeVersion.terms,
      meaning: exchangeVersion.meaning,
    })
    .from(exchange)
    .leftJoin(exchangeVersion, liveVersion)
    .where(eq(exchange.brandId, names.brandId))
    .orderBy(asc(exchange.position), asc(exchange.slug));
  return held.flatMap(({ slug, retiredAt, version, terms: live, meaning }): Renewal[] => {
    const terms = rewritten.get(slug) ?? live;
    if (!terms) return [];
    const said = live && meaning && { terms: live, meaning };
    const next = { terms, meaning: meaningOf(names, terms) };
    const keepsDraft = same(terms, live);
    if (keepsDraft && (retiredAt !== null || same(next.meaning, meaning))) return [];
    const widened = said ? widenings(said, next) : [];
    return [{ slug, version: (version ?? 0) + 1, terms, widened, keepsDraft }];
  });
}

const same = (one: unknown, other: unknown) => canonicalize(one) === canonicalize(other);

/** Publishes them under names that the caller holds, and writes each down. `at` is when; now unless said. */
export async function renew(
  tx: Tx,
  actor: StaffActor | SystemActor,
  names: Names,
  renewals: readonly Renewal[],
  at?: Date,
): Promise<Published[]> {
  const by = actor.kind === 'staff' ? actor.personId : null;
  const published = await publishVersions(tx, names, renewals, { by, at });
  for (const { exchange, version, widened } of published)
    await writeAudit(tx, actor, {
      action: 'exchange.published',
      subject: exchange,
      details: { version, ...(widened.length > 0 && { widened: widened.join(' ') }) },
      at,
    });
  return published;
}
