import type { Basis, Level } from '#lib/terms.ts';
import type { Circle, Held } from '../choice/held.ts';
import {
  type Book,
  keptNo,
  nameOf,
  type Offer,
  replay,
  type Said,
  type Use,
  Uses,
} from '../choice/replay.ts';
import { isNo } from '../exchange/standing.ts';
import type { Entry } from '../ledger/link.ts';

export type Version = Use & {
  exchange: string;
  version: number;
  basis: Basis;
  level: Level;
  lapses: number | null;
  publishedAt: Date;
};

type Live = { version: Version; askedSince: number; isRetired: boolean };

/** What a brand has published, and what is in force. */
export class World {
  readonly versions: Version[] = [];
  readonly live = new Map<string, Live>();
  uses = new Uses([]);

  publish(version: Version, widens: boolean) {
    const askedSince = widens ? version.version : (this.live.get(version.exchange)?.askedSince ?? 1);
    this.versions.push(version);
    this.live.set(version.exchange, { version, askedSince, isRetired: false });
    this.uses = new Uses(this.versions);
  }

  retire(exchange: string) {
    const live = this.live.get(exchange);
    if (live) this.live.set(exchange, { ...live, isRetired: true });
  }

  /** Those in force, in the brand's order. */
  get offers(): (Offer & Version)[] {
    return [...this.live.values()]
      .filter(({ isRetired }) => !isRetired)
      .map(({ version, askedSince }) => ({ ...version, askedSince }))
      .toSorted((one, other) => (one.exchange < other.exchange ? -1 : 1));
  }
}

/** What `readHeld` gives, of a world and a customer's book: the exchanges asked about, and those about their uses. */
export function circleOf(world: World, book: Book, slugs: readonly string[]): Circle {
  const asked = new Set(slugs.flatMap((slug) => usesOf(world, slug).map(nameOf)));
  const meant = [...world.live.values()].filter(
    ({ version, isRetired }) =>
      slugs.includes(version.exchange) || (!isRetired && asked.has(nameOf(version))),
  );
  return new Map(meant.map((live) => [live.version.exchange, heldOf(world, book, live)]));
}

function usesOf(world: World, slug: string): (Use & { newest: number })[] {
  const newest = new Map<string, Use & { newest: number }>();
  for (const { category, purpose, version } of world.uses.between(slug, 1))
    newest.set(nameOf({ category, purpose }), { category, purpose, newest: version });
  return [...newest.values()];
}

function heldOf(world: World, book: Book, { version: live, askedSince, isRetired }: Live): Held {
  const { exchange, category, purpose, basis, level } = live;
  const said = book.choices.get(exchange) ?? null;
  const no = keptNo(book, world.uses, { category, purpose });
  const uses = usesOf(world, exchange);
  const lifted = uses.filter((use) => {
    const word = said && isNo(said.state) && use.newest >= said.version && book.words.get(nameOf(use));
    return word && word.state === 'granted' && word.seq > said.seq && !keptNo(book, world.uses, use);
  });
  return {
    ...{ exchange, liveVersion: live.version, isRetired, askedSince, basis, level, uses, lifted },
    ...{ lapsesAfterDays: live.lapses, publishedAt: live.publishedAt, use: { category, purpose } },
    choice: said,
    choiceSeq: said?.seq ?? 0,
    bySignal: said?.source === 'gpc',
    no: no && { state: no.state, seq: no.seq },
  };
}

export type Filed = { at: Date; madeAt: Date | null; key: string | null };

/** One customer's ledger as it grows. */
export class Customer {
  readonly entries: (Said & Filed)[] = [];
  book: Book = { choices: new Map(), words: new Map() };

  write(entries: readonly Entry[], at: Date, key: string | null, uses: Uses) {
    for (const { exchange, version, state, expiresAt, source = null, elsewhere } of entries) {
      const seq = this.entries.length + 1;
      const madeAt = elsewhere?.madeAt ?? null;
      this.entries.push({ seq, exchange, version, state, at, expiresAt, source, madeAt, key });
    }
    if (entries.length > 0) this.book = replay(this.entries, uses);
  }
}
