import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withScope } from './scope.ts';
import { type TestDatabase, testDatabase } from './testing.ts';

const customerTables = [
  'customer',
  'holding',
  'holding_mark',
  'holding_tally',
  'benefit',
  'choice',
  'ledger',
  'delivery',
  'not_collected',
  'identifier_change',
  'ledger_mark',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('the runtime role', () => {
  test.each(['ledger', 'exchange_version', 'audit', 'checkpoint'])(
    'cannot change what is written in %s',
    async (table) => {
      for (const statement of [`update ${table} set at = at`, `delete from ${table}`, `truncate ${table}`])
        await expect(database.sql.unsafe(statement)).rejects.toThrow(/permission denied|does not exist/);
    },
  );

  test.each(['signing_key', 'key_log'])('neither makes nor changes nor ends a key: %s', async (table) => {
    const writes = [
      `insert into ${table} select * from ${table}`,
      `update ${table} set brand_id = brand_id`,
      `delete from ${table}`,
      `truncate ${table}`,
      'update signing_key set retired_at = now()',
    ];
    for (const statement of writes)
      await expect(database.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
    await expect(database.sql.unsafe(`select * from ${table}`)).resolves.toHaveLength(0);
  });

  test('says once what became of a changed identifier, but changes neither its words nor marks', async () => {
    for (const statement of [
      'update identifier_change set to_value = null',
      'delete from identifier_change',
      'update ledger_mark set at = at',
      'delete from ledger_mark',
      'delete from relation',
    ])
      await expect(database.sql.unsafe(statement)).rejects.toThrow(/permission denied/);
    await expect(database.sql`update identifier_change set told_at = now()`).resolves.toHaveLength(0);
  });

  test('has no powers of its own', async () => {
    const [role] = await database.sql`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`;
    expect(Object.values(role ?? {})).toEqual([false, false, false, false]);
    await expect(database.sql`create table mine (id int)`).rejects.toThrow(/permission denied/);
  });
});

describe('the job queue', () => {
  test('takes jobs from the runtime role, which owns nothing of it', async () => {
    const [job] = await database.sql`select id from graphile_worker.add_job('nothing', '{}', 'a queue')`;
    expect(await database.sql`select from graphile_worker._private_jobs where id = ${job?.id}`).toHaveLength(
      1,
    );
    await expect(database.sql`drop table graphile_worker._private_jobs`).rejects.toThrow(/must be owner/);
    await expect(database.sql`create table graphile_worker.mine (id int)`).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('row security', () => {
  const [mine, theirs] = ['00000000-0000-8000-8000-000000000001', '00000000-0000-8000-8000-000000000002'];

  beforeAll(async () => {
    const [brand] = await database.owner`
      insert into brand (slug, name, summary, default_locale, id_key)
      values ('a', '{}', '{}', 'en', '\\x00') returning id`;
    for (const id of [mine, theirs])
      await database.owner`insert into customer (customer_id, brand_id, external_id) values (${id}, ${brand?.id}, ${id})`;
  });

  test.each(customerTables)('guards %s', async (table) => {
    const [row] = await database.owner`select relrowsecurity from pg_class where relname = ${table}`;
    expect(row?.relrowsecurity).toBe(true);
  });

  test('shows a customer only their own row, and nothing without a scope', async () => {
    const seen = await withScope(database.db, { kind: 'customers', customerIds: [mine] }, (tx) =>
      tx.execute(sql`select customer_id from customer`),
    );
    expect([...seen]).toEqual([{ customer_id: mine }]);
    expect(await database.sql`select * from customer`).toHaveLength(0);
  });

  test('is in force before the first query, however many run at once', async () => {
    const scope = { kind: 'customers', customerIds: [mine] } as const;
    const reads = Array.from({ length: 300 }, () =>
      withScope(database.db, scope, (tx) =>
        tx.execute(sql`select 1 from customer where customer_id = ${mine}`),
      ),
    );
    expect((await Promise.all(reads)).filter((rows) => rows.length === 1)).toHaveLength(300);
  });

  test('takes nothing but ids as a scope', async () => {
    const forged = { kind: 'brand', brandId: "' or '1'='1" } as const;
    await expect(withScope(database.db, forged, async () => null)).rejects.toThrow(TypeError);
  });
});
