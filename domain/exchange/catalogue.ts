import canonicalize from 'canonicalize';
import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { Catalogue } from '#db/schema/proof.ts';
import type { Basis, Meaning, Terms } from '#lib/terms.ts';
import type { BrandId } from '../actor.ts';
import { hashOf } from '../hash.ts';
import { type Said, widenings } from './widening.ts';

/** A published exchange, as its versions say it and as its own row does. */
export type Publication = {
  exchange: string;
  /** In the brand's order. */
  position: number;
  /** After each version: a hash over it and those before, and since which version a yes counts. And what it is about. */
  steps: readonly Step[];
  liveVersion: number | null;
  askedSince: number | null;
  /** ISO 8601, UTC, microseconds. */
  retiredAt: string | null;
  /** The first version that is missing, or whose columns do not say what its terms say. */
  bad: { version: number; why: 'gap' | 'altered' } | null;
};

export type Step = {
  hash: string;
  askedSince: number;
  category: string;
  purpose: string;
  basis: Basis;
  lapsesAfterDays: number | null;
};

/** All columns of a version that mean something; what is computed from them is left out. */
type Version = {
  version: number;
  category: string;
  purpose: string;
  terms: Terms;
  meaning: Meaning;
  publishedAt: string;
  publishedBy: string | null;
};

type Row = {
  exchange: string;
  position: number | null;
  live_version: number | null;
  asked_since: number | null;
  retired_at: string | null;
  versions: Version[] | null;
};

/** Every exchange of the brand that was ever published, by slug. */
export async function readCatalogue(tx: Tx, brandId: BrandId): Promise<Map<string, Publication>> {
  const rows = await tx.execute<Row>(sql`
    select coalesce(e.slug, v.exchange) as exchange, e.position, e.live_version, e.asked_since,
      ${exactly(sql`e.retired_at`)} as retired_at, v.versions
    from (select * from exchange where brand_id = ${brandId}) e
    full join (
      select exchange, jsonb_agg(jsonb_build_object('version', version, 'category', category, 'purpose', purpose,
        'terms', terms, 'meaning', meaning, 'publishedAt', ${exactly(sql`published_at`)}, 'publishedBy', published_by)
        order by version) as versions
      from exchange_version where brand_id = ${brandId} group by exchange
    ) v on v.exchange = e.slug
    where v.exchange is not null or e.live_version is not null
    order by 1`);
  return new Map(rows.map((row) => [row.exchange, publicationOf(row)]));
}

const exactly = (at: ReturnType<typeof sql>) =>
  sql`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function publicationOf({
  exchange,
  position,
  live_version,
  asked_since,
  retired_at,
  versions,
}: Row): Publication {
  const steps: Step[] = [];
  let bad: Publication['bad'] = null;
  let last: Said | null = null;
  for (const version of versions ?? []) {
    const number = steps.length + 1;
    if (version.version !== number) bad ??= { version: number, why: 'gap' };
    const { terms, category, purpose } = version;
    if (terms.category !== category || terms.purpose !== purpose) bad ??= { version: number, why: 'altered' };
    const before = steps.at(-1);
    const asks = !last || !before || widenings(last, version).length > 0;
    const hash = hashOf(canonicalize([before?.hash ?? null, version]) ?? '');
    const { basis, lapsesAfterDays } = terms;
    const about = { category, purpose, basis, lapsesAfterDays };
    steps.push({ hash, askedSince: asks ? number : before.askedSince, ...about });
    last = version;
  }
  const own = { liveVersion: live_version, askedSince: asked_since, retiredAt: retired_at };
  return { exchange, position: position ?? 0, steps, ...own, bad };
}

/** What a checkpoint signs of it. */
export const catalogueOf = (publications: Map<string, Publication>): Catalogue =>
  [...publications.values()].flatMap(({ exchange, steps, retiredAt }) => {
    const last = steps.at(-1);
    return last
      ? [{ exchange, versions: steps.length, hash: last.hash, askedSince: last.askedSince, retiredAt }]
      : [];
  });

export const catalogueHash = (catalogue: Catalogue): string => hashOf(canonicalize(catalogue) ?? '');

export type BadExchange = {
  exchange: string;
  why:
    | 'gap'
    | 'altered'
    /** Another version is in force than the newest; a yes counts since another than the versions say. */
    | 'live'
    | 'asked'
    /** Retired, or not retired, where the staff's log says otherwise. */
    | 'retired'
    /** What it was about before is written down otherwise than its versions say. */
    | 'moved';
  version?: number;
};

/** The first exchange that its versions contradict. */
export function findBadExchange(publications: Map<string, Publication>): BadExchange | null {
  for (const { exchange, steps, liveVersion, askedSince, bad } of publications.values()) {
    if (bad) return { exchange, ...bad };
    if ((liveVersion ?? 0) !== steps.length) return { exchange, why: 'live' };
    if ((askedSince ?? 0) !== (steps.at(-1)?.askedSince ?? 0)) return { exchange, why: 'asked' };
  }
  return null;
}

/** The first exchange that was published or retired otherwise than it is now, as a checkpoint signed it. */
export function findUnpublished(signed: Catalogue, now: Map<string, Publication>): string | null {
  const lost = signed.find(({ exchange, versions, hash, askedSince, retiredAt }) => {
    const its = now.get(exchange);
    const step = its?.steps[versions - 1];
    const same = step?.hash === hash && step.askedSince === askedSince;
    return !same || (retiredAt !== null && its?.retiredAt !== retiredAt);
  });
  return lost?.exchange ?? null;
}
