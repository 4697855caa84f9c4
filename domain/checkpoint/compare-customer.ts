import { nameOf, type Said, type Use, type Word } from '../choice/replay.ts';
import { customerId } from '../customer/customer-id.ts';
import type { BrokenChain } from '../ledger/chain-row.ts';
import { wholeMilliseconds } from '../ledger/chain-row.ts';
import type { ChoiceRow, Walked, WordRow } from './walk-customers.ts';

/** What is kept is not there, is of nothing that was said, or says something else than the ledger: in these columns. */
type Strayed = { why: 'missing' | 'unsaid' } | { why: 'altered'; columns: string[] };

export type BadCustomer =
  | { in: 'ledger'; customer: string; seq: number; why: BrokenChain }
  /** Has a history and is gone; has an id that does not come from the number under which the brand knows them. */
  | { in: 'customer'; customer: string; why: 'gone' | 'id'; externalId: string | null }
  | ({ in: 'choice'; customer: string; exchange: string; seq: number } & Strayed)
  | ({ in: 'use'; customer: string; seq: number } & Use & Strayed);

/** All that is not as a customer's own entries have it. Of a broken chain nothing follows: it is named alone. */
export function* findBadCustomer(walked: Walked, idKey: Buffer): Generator<BadCustomer> {
  const { id: customer, externalId, broken } = walked;
  if (externalId === null) yield { in: 'customer', customer, why: 'gone', externalId };
  else if (customerId(idKey, externalId) !== customer)
    yield { in: 'customer', customer, why: 'id', externalId };
  if (broken) {
    yield { in: 'ledger', customer, ...broken };
    return;
  }
  yield* strayedChoices(walked);
  yield* strayedWords(walked);
}

function* strayedChoices({ id: customer, book, choices }: Walked): Generator<BadCustomer> {
  const said = new Map(book.choices);
  for (const row of choices) {
    const { exchange } = row;
    const due = said.get(exchange);
    said.delete(exchange);
    const seq = Math.max(due?.seq ?? 0, Number(row.seq));
    const strayed = strayedFrom(due, due && choiceColumns(row, due));
    if (strayed) yield { in: 'choice', customer, exchange, seq, ...strayed };
  }
  for (const { exchange, seq } of said.values())
    yield { in: 'choice', customer, exchange, seq, why: 'missing' };
}

function* strayedWords({ id: customer, book, words }: Walked): Generator<BadCustomer> {
  const said = new Map(book.words);
  for (const row of words) {
    const use = { category: row.category, purpose: row.purpose };
    const due = said.get(nameOf(use));
    said.delete(nameOf(use));
    const seq = Math.max(due?.seq ?? 0, Number(row.seq));
    const strayed = strayedFrom(due, due && wordColumns(row, due));
    if (strayed) yield { in: 'use', customer, ...use, seq, ...strayed };
  }
  for (const [name, { seq }] of said) {
    const [category = '', purpose = ''] = name.split(' ');
    yield { in: 'use', customer, category, purpose, seq, why: 'missing' };
  }
}

function strayedFrom(due: object | undefined, columns: Record<string, boolean> = {}): Strayed | null {
  if (!due) return { why: 'unsaid' };
  const other = Object.entries(columns).flatMap(([column, same]) => (same ? [] : [column]));
  return other.length === 0 ? null : { why: 'altered', columns: other };
}

const choiceColumns = (row: ChoiceRow, said: Said) => ({
  ...columns(row, said),
  chosen_at: isAt(row.chosen_at, said.at),
  expires_at: isAt(row.expires_at, said.expiresAt),
});

const wordColumns = (row: WordRow, word: Word) => ({
  ...columns(row, word),
  exchange: row.exchange === word.exchange,
  said_at: isAt(row.said_at, word.at),
});

const columns = (row: ChoiceRow | WordRow, said: Said | Word) => ({
  state: row.state === said.state,
  version: row.version === said.version,
  seq: Number(row.seq) === said.seq,
  source: row.source === said.source,
});

const isAt = (text: string | null, at: Date | null) =>
  wholeMilliseconds(text) === (at === null ? undefined : at.toISOString());
