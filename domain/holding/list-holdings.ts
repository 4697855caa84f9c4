import { sql } from 'drizzle-orm';
import type { places } from '#db/schema/customer.ts';
import type { HoldingSource } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { clean } from '../input.ts';
import { cursorAfter, readCursor } from '../paging.ts';

export type Holding = {
  key: string;
  label: string;
  /** Null where the source had none, or the portal keeps none. */
  value: string | null;
  source: HoldingSource;
  place: (typeof places)[number] | null;
  collectedAt: Date | null;
  keepUntil: Date | null;
};

export type HoldingsPage = { holdings: Holding[]; older: string | null };

const pageSize = 25;

type Row = {
  key: string;
  label: string;
  value: string | null;
  source: HoldingSource;
  place: Holding['place'];
  collected_at: string | null;
  keep_until: string | null;
};

/**
 * What is held on the acting customer in one category, newest first, 25 at a time; undated entries come last.
 * `search` looks into labels and values, whatever the case. `after` is the `older` of the page before.
 */
export async function listHoldings(
  ctx: Ctx<CustomerActor>,
  category: string,
  { search = '', after }: { search?: string; after?: string },
): Promise<HoldingsPage> {
  const { customerId } = ctx.actor;
  if (!clean(search)) return { holdings: [], older: null };
  const cursor = readCursor(after);
  const from = cursor
    ? sql`and (coalesce(collected_at, '-infinity'), key) < (${cursor.at}::timestamptz, ${cursor.key})`
    : sql``;
  const matching = search.trim()
    ? sql`and concat_ws(' ', label, value) ilike ${`%${escaped(search.trim())}%`}`
    : sql``;
  const rows = await transact(ctx, (tx) =>
    tx.execute<Row>(sql`
      select key, label, value, source, place, collected_at, keep_until from holding
      where customer_id = ${customerId} and category = ${category} ${matching} ${from}
      order by coalesce(collected_at, '-infinity') desc, key desc
      limit ${pageSize + 1}`),
  );
  const holdings = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? holdings.at(-1) : undefined;
  return {
    holdings: holdings.map((row) => ({
      key: row.key,
      label: row.label,
      value: row.value,
      source: row.source,
      place: row.place,
      collectedAt: row.collected_at === null ? null : new Date(row.collected_at),
      keepUntil: row.keep_until === null ? null : new Date(row.keep_until),
    })),
    older: last ? cursorAfter(last.collected_at ?? '-infinity', last.key) : null,
  };
}

const escaped = (search: string) => search.slice(0, 200).replace(/[\\%_]/g, '\\$&');
