import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import type { BrandId } from '../actor.ts';

export type Counts = { inserted: number; updated: number; unchanged: number };

/** Two tables with the same columns, the second also with `feed`. Names are ours, never input. */
export type Merge = {
  target: string;
  next: string;
  key: readonly string[];
  values: readonly string[];
  /** Rows of `next` that this merge is about. */
  where?: string;
};

/** Pages of `next` per insert: foreign keys are checked at the end of a statement, from memory. */
const slice = 8192;

/**
 * Brings `target` up to date with `next`: inserts what is new, updates what differs, leaves the rest untouched.
 * Returns counts by feed.
 */
export async function mergeRows(tx: Tx, brandId: BrandId, merge: Merge): Promise<Map<number, Counts>> {
  const { target, next, key, values, where = 'true' } = merge;
  const same = key.map((column) => `t.${column} = n.${column}`).join(' and ');
  const differs = `(${list('t', values)}) is distinct from (${list('n', values)})`;
  const found = await tx.execute<{ feed: number; total: string; existing: string; changed: string }>(
    sql.raw(`select n.feed, count(*) as total, count(t.customer_id) as existing,
        count(*) filter (where t.customer_id is not null and ${differs}) as changed
      from ${next} n left join ${target} t on ${same} where ${where} group by n.feed`),
  );
  const counts = new Map(
    found.map(({ feed, total, existing, changed }) => [
      feed,
      {
        inserted: Number(total) - Number(existing),
        updated: Number(changed),
        unchanged: Number(existing) - Number(changed),
      },
    ]),
  );
  const { inserted, updated, unchanged } = sum(counts.values());
  if (updated > 0) {
    const set = values.map((column) => `${column} = n.${column}`).join(', ');
    await tx.execute(
      sql.raw(`update ${target} t set ${set} from ${next} n where ${same} and ${where} and ${differs}`),
    );
  }
  if (inserted > 0) {
    const known = updated + unchanged > 0 ? `and not exists (select from ${target} t where ${same})` : '';
    const columns = [...key, ...values];
    for await (const pages of slicesOf(tx, next))
      await tx.execute(
        sql`insert into ${sql.raw(target)} (brand_id, ${sql.raw(columns.join(', '))})
          select ${brandId}::uuid, ${sql.raw(list('n', columns))} from ${sql.raw(next)} n
          where ${sql.raw(where)} and ${sql.raw(pages)} ${sql.raw(known)}`,
      );
  }
  return counts;
}

export function sum(all: Iterable<Counts>): Counts {
  const total = { inserted: 0, updated: 0, unchanged: 0 };
  for (const { inserted, updated, unchanged } of all) {
    total.inserted += inserted;
    total.updated += updated;
    total.unchanged += unchanged;
  }
  return total;
}

const list = (table: string, columns: readonly string[]) =>
  columns.map((column) => `${table}.${column}`).join(', ');

/** Conditions that cut the table into runs of pages, in the order in which it was written. */
async function* slicesOf(tx: Tx, table: string) {
  const [size] = await tx.execute<{ pages: number }>(
    sql.raw(`select (pg_relation_size('${table}') / current_setting('block_size')::int)::int as pages`),
  );
  for (let from = 0; from < (size?.pages ?? 0); from += slice)
    yield `n.ctid >= '(${from},0)'::tid and n.ctid < '(${from + slice},0)'::tid`;
}
