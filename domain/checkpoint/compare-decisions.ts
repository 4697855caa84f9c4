import type { Db } from '#db/client.ts';
import type { BrandId } from '../actor.ts';
import { decisionOn, type Told, type Use } from '../choice/replay.ts';
import { withAnswers } from '../decision/answers.ts';
import type { Decision } from '../decision/decide.ts';
import type { Asked, Rule } from './rule.ts';
import type { Walked } from './walk-customers.ts';

type Answer = { allowed: boolean; reason: string; seq: number };

/** What systems are told of a use is not what the customer's entries come to. */
export type BadDecision = Use & {
  in: 'decision';
  customer: string;
  /** The exchange that was asked about, where several are about the use. */
  exchange: string | null;
  told: Answer | null;
  due: Answer;
};

/** Asks `decide()` about all that some customers could be asked about. */
export function findBadDecisions(
  db: Db,
  of: { brandId: BrandId; snapshot: string },
  customers: readonly Walked[],
  { asked, uses, at }: Rule,
): Promise<BadDecision[]> {
  const ids = customers.map(({ id }) => id);
  return withAnswers(db, of, async (ask) => {
    const bad: BadDecision[] = [];
    for (const one of asked) {
      const answers = await ask(ids, one.question, at);
      for (const [place, { id, book }] of customers.entries()) {
        const due =
          book.choices.size === 0
            ? one.unasked
            : decisionOn({ book, uses, offers: one.offers }, one.question, at);
        const told = answers[place];
        if (!told || !isSame(told, due)) bad.push(badDecision(id, one, told, due));
      }
    }
    return bad;
  });
}

const isSame = (told: Decision, due: Told) =>
  told.allowed === due.allowed &&
  told.reason === due.reason &&
  told.exchange === due.exchange &&
  told.version === due.version &&
  told.seq === due.seq;

function badDecision(
  customer: string,
  { question }: Asked,
  told: Decision | undefined,
  due: Told,
): BadDecision {
  const { category, purpose, exchange = null } = question;
  return {
    in: 'decision',
    customer,
    category,
    purpose,
    exchange,
    told: told ? brief(told) : null,
    due: brief(due),
  };
}

const brief = ({ allowed, reason, seq }: Decision | Told): Answer => ({ allowed, reason, seq });
