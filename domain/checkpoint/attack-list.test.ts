import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { testSealKey } from '../testing.ts';
import { type BusyBrand, busyBrand } from './busy-brand.testing.ts';
import { verifyBrand } from './verify-brand.ts';

/**
 * Every column of every table that says what was chosen, changed in a row by somebody with all rights: verify finds it, or
 * it is in this list, with the reason. A column that a table gets later has to be found or to be put here.
 */
const notSigned: Record<string, Record<string, string>> = {
  ledger: { xid: 'orders the feed of changes; in another cluster it is another number' },
  choice: {},
  use_choice: {},
  moved_use: {},
  exchange_version: { basis: 'the database works it out of the terms, and takes no other' },
  exchange: {
    position: 'the order in which exchanges are listed',
    draft: 'what staff are still writing',
    draft_revision: 'counts edits of the draft',
  },
  delivery: Object.fromEntries(
    [
      ...['state', 'attempts', 'last_status', 'last_fault', 'tried_since'],
      ...['attempted_at', 'next_at', 'sent_at', 'applied_at'],
    ].map((column) => [column, 'what became of a delivery is what the system answered: nothing signs it']),
  ),
  checkpoint: {},
  checkpoint_tile: {},
  key_log: {},
  signing_key: { created_at: 'the key log has when it was introduced' },
  customer: Object.fromEntries(
    [
      ...['email', 'oidc_subject', 'person_id', 'added_by_kind', 'added_by_id'],
      ...['since', 'imported_at'],
    ].map((column) => [column, 'who may open a record is judged at each request (docs/identity.md)']),
  ),
};
const tables = Object.keys(notSigned);

/** Where rows are hidden: the id of another brand. */
const elsewhere = randomUUID();

let database: TestDatabase;
let here: BusyBrand;
beforeAll(async () => {
  database = await testDatabase();
  here = await busyBrand(database);
}, 60_000);
afterAll(() => database.drop());

const findings = async () => (await verifyBrand(here.brand.system, testSealKey)).findings;

type Column = { table: string; column: string; type: string };

test('nothing is found of a brand to which all has happened that can', async () => {
  expect(await verifyBrand(here.brand.system, testSealKey)).toMatchObject({
    ...{ customers: 4, checkpoints: 3, findings: [], found: [] },
  });
});

test('every column that says what was chosen is signed, or somebody has said why not', async () => {
  const columns = await database.owner<Column[]>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name in ${database.owner(tables)} order by 1, ordinal_position`;
  expect(new Set(columns.map(({ table }) => table)).size).toBe(tables.length);
  const open: string[] = [];
  const lasting: string[] = [];
  for (const each of columns) {
    const name = `${each.table}.${each.column}`;
    if (notSigned[each.table]?.[each.column]) continue;
    for (const row of ends) {
      const undo = await change(each, row);
      if ((await findings()).length === 0) open.push(`${name} of the ${row} row`);
      await undo();
    }
    if ((await findings()).length > 0) lasting.push(name);
  }
  expect(open).toEqual([]);
  expect(lasting).toEqual([]);
}, 240_000);

test('what is on the list is there, and verify does not speak of it', async () => {
  const columns = await database.owner<Column[]>`
    select table_name as table, column_name as column, data_type as type from information_schema.columns
    where table_schema = 'public' and is_generated = 'NEVER'`;
  for (const [table, those] of Object.entries(notSigned))
    for (const column of Object.keys(those).filter((each) => each !== 'basis')) {
      const found = columns.find((each) => each.table === table && each.column === column);
      expect(found, `${table}.${column}`).toBeDefined();
      if (!found) continue;
      const undo = await change(found, 'first');
      expect(await findings(), `${table}.${column}`).toEqual([]);
      await undo();
    }
}, 120_000);

describe('a row that is taken away is found, in', () => {
  test.each(tables.filter((table) => table !== 'customer' && table !== 'exchange'))('%s', async (table) => {
    for (const row of ends) {
      const undo = await take(table, row);
      expect(await findings()).not.toEqual([]);
      await undo();
      expect(await findings()).toEqual([]);
    }
  });
});

type Row = 'first' | 'last';
const ends: Row[] = ['first', 'last'];

/** A row of the brand's that is in the table. Of customers one who has chosen, of keys the one that signs. */
async function place(table: string, row: Row): Promise<string | null> {
  const meant =
    { customer: "and external_id in ('Ada', 'Ben')", signing_key: 'and retired_at is null' }[table] ?? '';
  const [found] = await database.owner.unsafe<{ place: string }[]>(
    `select ctid::text as place from ${table} t where brand_id = '${here.brand.id}' ${meant}
      order by t::text ${row === 'first' ? 'asc' : 'desc'} limit 1`,
  );
  return found?.place ?? null;
}

/** Another value of the same kind. */
function another(column: string, type: string): string {
  if (column === 'brand_id') return `'${elsewhere}'::uuid`;
  switch (type) {
    case 'uuid':
      return 'gen_random_uuid()';
    case 'timestamp with time zone':
      return `coalesce(${column} + interval '1 microsecond', now())`;
    case 'integer':
    case 'bigint':
      return `coalesce(${column} + 1000, 1000)`;
    case 'bytea':
      return `coalesce(set_byte(${column}, 0, get_byte(${column}, 0) # 1), '\\x00'::bytea)`;
    case 'jsonb':
      return `case jsonb_typeof(${column}) when 'array' then ${column} || '[1]' else coalesce(${column}, '{}') || '{"x": "x"}' end`;
    case 'ARRAY':
      return `array_append(${column}, 'x')`;
    case 'xid8':
      return `'3'::xid8`;
    default:
      return `coalesce(${column}, '') || 'x'`;
  }
}

/** Gives how to undo it. */
async function change({ table, column, type }: Column, row: Row): Promise<() => Promise<unknown>> {
  // The database has both or none.
  const partner =
    {
      evidence: ', made_at = coalesce(made_at, at)',
      made_at: `, evidence = coalesce(evidence, '{"where":"x"}')`,
    }[column] ?? '';
  const where = await place(table, row);
  const undo = await keep(table);
  await replica(`update ${table} set ${column} = ${another(column, type)}${partner} where ctid = '${where}'`);
  return undo;
}

async function take(table: string, row: Row): Promise<() => Promise<unknown>> {
  const where = await place(table, row);
  const undo = await keep(table);
  await replica(`delete from ${table} where ctid = '${where}'`);
  return undo;
}

/** Gives how to put the brand's rows back as they are now. */
async function keep(table: string): Promise<() => Promise<unknown>> {
  const copy = `kept_${table}`;
  const own = await columnsOf(table);
  const its = `where brand_id in ('${here.brand.id}', '${elsewhere}')`;
  await replica(`create table ${copy} as select * from ${table} ${its}`);
  return () =>
    replica(
      `delete from ${table} ${its}`,
      `insert into ${table} (${own}) select ${own} from ${copy}`,
      `drop table ${copy}`,
    );
}

async function columnsOf(table: string): Promise<string> {
  const rows = await database.owner<{ column: string }[]>`
    select column_name as column from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
  return rows.map(({ column }) => `"${column}"`).join();
}

/** With every right there is: no trigger, no foreign key. */
const replica = (...statements: string[]) =>
  database.owner.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const statement of statements) await tx.unsafe(statement);
  });
