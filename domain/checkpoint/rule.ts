import { decisionOn, emptyBook, nameOf, type Offer, type Told, type Use, Uses } from '../choice/replay.ts';
import type { Publication } from '../exchange/catalogue.ts';

/** A use that can be asked about, or of several exchanges about one use each, and what is said of who has chosen nothing. */
export type Asked = { question: Use & { exchange?: string }; offers: readonly Offer[]; unasked: Told };

/** What follows from everything that a brand has published: by it, entries of the ledger mean something. */
export type Rule = {
  uses: Uses;
  asked: readonly Asked[];
  /** After how many days a yes to this version lapses. */
  lapsesAfterDays: (exchange: string, version: number) => number | null;
  at: Date;
};

export function ruleOf(publications: ReadonlyMap<string, Publication>, at: Date): Rule {
  const all = [...publications.values()];
  const versions = all.flatMap(({ exchange, steps }) =>
    steps.map(({ category, purpose }, index) => ({ exchange, version: index + 1, category, purpose })),
  );
  const uses = new Uses(versions);
  const offers = offersOf(all);
  const distinct = new Map(
    versions.map(({ category, purpose }) => [nameOf({ category, purpose }), { category, purpose }]),
  );
  const asked = [...distinct].flatMap(([name, use]) => {
    const its = offers.filter((offer) => nameOf(offer) === name);
    const alone =
      its.length > 1 ? its.map((offer) => ask({ ...use, exchange: offer.exchange }, [offer])) : [];
    return [ask(use, its), ...alone];
  });
  const lapsesAfterDays = (exchange: string, version: number) =>
    publications.get(exchange)?.steps[version - 1]?.lapsesAfterDays ?? null;
  return { uses, asked, lapsesAfterDays, at };

  function ask(question: Asked['question'], its: readonly Offer[]): Asked {
    const unasked = decisionOn({ book: emptyBook(), uses, offers: its }, question, at);
    return { question, offers: its, unasked };
  }
}

/** As the versions say it, whatever else stands in the exchange's own row. */
const offersOf = (publications: readonly Publication[]): Offer[] =>
  publications
    .filter(({ retiredAt }) => retiredAt === null)
    .toSorted((one, other) => one.position - other.position || (one.exchange < other.exchange ? -1 : 1))
    .flatMap(({ exchange, steps }) => {
      const last = steps.at(-1);
      return last ? [{ ...last, exchange, version: steps.length }] : [];
    });
