import type { Basis } from '#lib/terms.ts';
import { type ChosenState, isNo, isOn, type No, type Standing, standing } from '../exchange/standing.ts';

/** What data is used for what: a no belongs to it (invariant 1). */
export type Use = { category: string; purpose: string };

/** Of a published version, what it is about. */
export type VersionUse = Use & { exchange: string; version: number };

/** Of an entry of the ledger, what decides about uses. */
export type Said = {
  seq: number;
  exchange: string;
  version: number;
  state: ChosenState;
  at: Date;
  expiresAt: Date | null;
  source: 'gpc' | null;
};

/** The last word on a use: a row of `use_choice`. */
export type Word = Omit<Said, 'state'> & { state: 'granted' | No };

/** All published versions of a brand, in order. */
export class Uses {
  readonly #versions = new Map<string, VersionUse[]>();

  constructor(versions: readonly VersionUse[]) {
    for (const version of versions.toSorted((one, other) => one.version - other.version))
      this.#versions.set(version.exchange, [...(this.#versions.get(version.exchange) ?? []), version]);
  }

  at(exchange: string, version: number): VersionUse | undefined {
    return this.between(exchange, version, version)[0];
  }

  between(exchange: string, from: number, to = Number.POSITIVE_INFINITY): VersionUse[] {
    return (this.#versions.get(exchange) ?? []).filter(({ version }) => version >= from && version <= to);
  }
}

/** Where one customer is after some entries: a row of `choice` by exchange, and of `use_choice` by use. */
export type Book = { choices: Map<string, Said>; words: Map<string, Word> };

export const nameOf = ({ category, purpose }: Use): string => `${category} ${purpose}`;

/**
 * A customer's entries, in their order, once more: what `write-links.ts` makes of them in the database. Each word is about
 * the use of the version that was shown. That a yes ended is no word. A word takes an earlier no to its exchange away from
 * the exchange: that no stays with the other uses that the exchange has been about since it was said.
 */
export function replay(entries: Iterable<Said>, uses: Uses): Book {
  const book = emptyBook();
  for (const entry of entries) enter(book, entry, uses);
  return book;
}

export const emptyBook = (): Book => ({ choices: new Map(), words: new Map() });

/** The same entry by entry: what a book is after one more. */
export function enter(book: Book, entry: Said, uses: Uses): void {
  const earlier = book.choices.get(entry.exchange);
  book.choices.set(entry.exchange, entry);
  if (isWord(entry) && earlier && saysNo(earlier))
    for (const use of uses.between(entry.exchange, earlier.version, entry.version)) keep(book, use, earlier);
  const use = uses.at(entry.exchange, entry.version);
  if (use && isWord(entry)) keep(book, use, entry);
}

function keep({ words }: Book, use: Use, word: Word) {
  const name = nameOf(use);
  if ((words.get(name)?.seq ?? 0) < word.seq) words.set(name, word);
}

const isWord = (said: Said): said is Said & Word => said.state !== 'expired';

/**
 * The newest no in force against a use (`kept_no` in the database): the last word on it, or a no that stands at an
 * exchange which has been about it since, and no later yes to the use.
 */
export function keptNo({ choices, words }: Book, uses: Uses, use: Use): (Word & { state: No }) | null {
  const last = words.get(nameOf(use));
  const after = last?.seq ?? 0;
  const standingElsewhere = [...choices.values()].filter(
    (said) => said.seq > after && isNo(said.state) && wasAbout(uses, said, use),
  );
  const noes = [...(last ? [last] : []), ...standingElsewhere].filter(saysNo);
  return noes.toSorted((one, other) => other.seq - one.seq)[0] ?? null;
}

const wasAbout = (uses: Uses, { exchange, version }: Said, use: Use) =>
  uses.between(exchange, version).some((each) => nameOf(each) === nameOf(use));

const saysNo = (said: Said | Word): said is Word & { state: No } => isNo(said.state);

/** An exchange in force, in the brand's order. */
export type Offer = Use & { exchange: string; version: number; basis: Basis; askedSince: number };

export type Told = {
  allowed: boolean;
  reason: Standing | 'gpc' | 'unknown_exchange';
  exchange: string | null;
  version: number | null;
  seq: number;
};

/** What `decide()` in the database answers about a customer whom the brand knows. */
export function decisionOn(
  { book, uses, offers }: { book: Book; uses: Uses; offers: readonly Offer[] },
  question: Use & { exchange?: string },
  now: Date,
): Told {
  const no = keptNo(book, uses, question);
  const told = offers
    .filter((offer) => nameOf(offer) === nameOf(question))
    .filter(({ exchange }) => question.exchange === undefined || exchange === question.exchange)
    .map((offer) => tell(offer, book.choices.get(offer.exchange), no, now));
  const best =
    told.find(({ stands }) => isNo(stands)) ?? told.find(({ answer }) => answer.allowed) ?? told[0];
  return (
    best?.answer ?? { allowed: false, reason: 'unknown_exchange', exchange: null, version: null, seq: 0 }
  );
}

function tell(offer: Offer, said: Said | undefined, no: (Word & { state: No }) | null, now: Date) {
  const stands = standing(said ?? null, no?.state ?? null, offer, now);
  const deciding = isNo(said?.state) ? said : (no ?? said);
  const elsewhere = deciding === no && no?.exchange !== offer.exchange ? no : null;
  const answer: Told = {
    allowed: isOn(stands, offer.basis),
    reason: stands === 'objected' && deciding?.source ? deciding.source : stands,
    exchange: elsewhere?.exchange ?? offer.exchange,
    version: elsewhere?.version ?? offer.version,
    seq: deciding?.seq ?? 0,
  };
  return { stands, answer };
}
