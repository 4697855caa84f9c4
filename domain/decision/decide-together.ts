import type { Db } from '#db/client.ts';
import type { FoundKey } from '../api-key/find-key.ts';
import { type Decision, decide, type Question } from './decide.ts';

type Key = Pick<FoundKey, 'hash' | 'idKey'>;
type Waiting = { customer: string; resolve: (answer: Answer) => void; reject: (error: unknown) => void };
type Answer = { decision: Decision; at: Date } | null;

/** One question of one key: who waits to be asked about, and whether a statement is under way. */
type Use = { waiting: Waiting[]; isAsking: boolean };

/** Milliseconds after which nobody waits any longer for a statement that was sent before. */
const patience = 50;

const uses = new WeakMap<Db, Map<string, Use>>();

/**
 * `decide` for one customer of many who are asked about at once: the same question of the same key about several of
 * them is one statement, and who comes while it is under way waits for the next. A statement begins after the last of
 * its customers came, so each answer is as new as one of its own. Null when the key may not ask; `at` is when it was
 * checked.
 */
export function decideTogether(db: Db, key: Key, customer: string, question: Question): Promise<Answer> {
  const held = uses.get(db) ?? new Map<string, Use>();
  uses.set(db, held);
  const { category, purpose, exchange, minSeq } = question;
  const name = JSON.stringify([key.hash, category, purpose, exchange, minSeq]);
  const use = held.get(name) ?? { waiting: [], isAsking: false };
  held.set(name, use);
  return new Promise((resolve, reject) => {
    use.waiting.push({ customer, resolve, reject });
    if (!use.isAsking) ask();
  });

  function ask() {
    use.isAsking = true;
    // All who come in this turn of the event loop.
    setImmediate(async () => {
      const asked = use.waiting.splice(0);
      let isFree = false;
      const free = () => {
        if (!isFree) goOn();
        isFree = true;
      };
      const late = setTimeout(free, patience);
      await answer(asked, db, key, question);
      clearTimeout(late);
      free();
    });
  }

  function goOn() {
    if (use.waiting.length > 0) ask();
    else {
      use.isAsking = false;
      held.delete(name);
    }
  }
}

async function answer(asking: readonly Waiting[], db: Db, key: Key, question: Question): Promise<void> {
  const at = new Date();
  const customers = asking.map(({ customer }) => customer);
  try {
    const decisions = await decide(db, key, customers, question, at);
    asking.forEach(({ resolve }, place) => {
      const decision = decisions?.[place];
      resolve(decision ? { decision, at } : null);
    });
  } catch (error) {
    for (const { reject } of asking) reject(error);
  }
}
