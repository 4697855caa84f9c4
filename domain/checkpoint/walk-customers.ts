import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { readInBatches } from '#db/read-in-batches.ts';
import { RowStream } from '#db/row-stream.ts';
import type { BrandId } from '../actor.ts';
import { lapse } from '../choice/held.ts';
import { type Book, emptyBook, enter, type Said } from '../choice/replay.ts';
import { type BrokenChain, type ChainRow, whyBroken } from '../ledger/chain-row.ts';
import type { Rule } from './rule.ts';

type Kept = { customer_id: string; state: string; version: number; seq: string; source: string | null };
export type ChoiceRow = Kept & { exchange: string; chosen_at: string; expires_at: string | null };
export type WordRow = Kept & { category: string; purpose: string; exchange: string; said_at: string };

/** Everything that is kept of one customer's choices. */
export type Walked = {
  id: string;
  /** Null when nobody of this id is among the customers. */
  externalId: string | null;
  entries: number;
  /** The first entry that does not follow. */
  broken: { seq: number; why: BrokenChain } | null;
  /** Where the entries lead. */
  book: Book;
  choices: ChoiceRow[];
  words: WordRow[];
};

/** Rows of each kind that are held at once. */
const size = 2_000;

/** Whoever has anything at the brand, in the order of ids, each once; of a chain an entry is held at a time. */
export async function* walkCustomers(tx: Tx, brandId: BrandId, rule: Rule): AsyncGenerator<Walked> {
  const its = sql`where brand_id = ${brandId} order by customer_id`;
  const customers = await RowStream.over(
    readInBatches<{ customer_id: string; external_id: string }>(
      tx,
      sql`select customer_id, external_id from customer ${its}`,
      { size, name: 'customers' },
    ),
  );
  const entries = await RowStream.over(
    readInBatches<ChainRow>(
      tx,
      sql`select customer_id, seq, brand_id, exchange, version, from_state, state, actor_kind, actor_id, locale, at,
        evidence, made_at, source, expires_at, told, prev_hash, hash from ledger ${its}, seq`,
      { size, name: 'entries' },
    ),
  );
  const choices = await RowStream.over(
    readInBatches<ChoiceRow>(
      tx,
      sql`select customer_id, exchange, state, version, seq, chosen_at, expires_at, source from choice ${its}`,
      { size, name: 'choices' },
    ),
  );
  const words = await RowStream.over(
    readInBatches<WordRow>(
      tx,
      sql`select customer_id, category, purpose, exchange, state, version, seq, said_at, source from use_choice ${its}`,
      { size, name: 'words' },
    ),
  );
  const streams = [customers, entries, choices, words];
  for (;;) {
    const id = streams.map(({ customer }) => customer).reduce(first, undefined);
    if (id === undefined) return;
    const walked: Walked = {
      ...{ id, externalId: null, entries: 0, broken: null },
      ...{ book: emptyBook(), choices: [], words: [] },
    };
    await customers.take(id, (row) => {
      walked.externalId = row.external_id;
    });
    await readChain(entries, walked, rule);
    await choices.take(id, (row) => walked.choices.push(row));
    await words.take(id, (row) => walked.words.push(row));
    yield walked;
  }
}

/** Ids in hex are in the order of their bytes. */
const first = (one: string | undefined, other: string | undefined) =>
  one === undefined || (other !== undefined && other < one) ? other : one;

async function readChain(entries: RowStream<ChainRow>, walked: Walked, rule: Rule) {
  let before: { seq: number; hash: Buffer } | null = null;
  await entries.take(walked.id, (row) => {
    const seq = Number(row.seq);
    const why = whyBroken(row, before);
    walked.broken ??= why && { seq: why === 'gap' ? (before?.seq ?? 0) + 1 : seq, why };
    walked.entries += 1;
    before = { seq, hash: row.hash };
    enter(walked.book, saidOf(row, rule), rule.uses);
  });
}

function saidOf(row: ChainRow, rule: Rule): Said {
  const { exchange, version, state } = row;
  const at = new Date(row.at);
  return {
    ...{ seq: Number(row.seq), exchange, version, state, at, source: row.source ?? null },
    expiresAt: lapses(row, rule),
  };
}

/** Of an entry from before it said when its yes lapses, it follows from the version. */
function lapses({ exchange, version, state, at, made_at, expires_at, told }: ChainRow, rule: Rule) {
  if (told !== null) return expires_at === null ? null : new Date(expires_at);
  return state === 'granted' ? lapse(new Date(made_at ?? at), rule.lapsesAfterDays(exchange, version)) : null;
}
