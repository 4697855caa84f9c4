import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withScope } from '#db/scope.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { SystemActor } from '../actor.ts';
import { applyDefinition } from '../brand/apply-definition.ts';
import { brandDefinitionSchema } from '../brand/definition.ts';
import type { Ctx } from '../context.ts';
import { folder } from './folder.ts';
import { mappingSchema } from './mapping.ts';
import type { ImportReport } from './report.ts';
import { runImport } from './run-import.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const data = here('../../../shared/data/complete-journey');
const example = here('../../examples/complete-journey');
const absent = !existsSync(data);
if (absent) console.error(`Not checked against Complete Journey: ${data} is not there.`);

/** The facts are those of the data set's own README, counted with a program that shares no code with ours. */
describe.skipIf(absent)('the year of the Complete Journey', () => {
  let database: TestDatabase;
  let ctx: Ctx<SystemActor>;
  let first: ImportReport;

  const importAll = async () => {
    const mapping = mappingSchema.parse(JSON.parse(await readFile(`${example}/mapping.json`, 'utf8')));
    return runImport(ctx, { mapping, open: folder(data) });
  };
  const ask = async <T extends Record<string, unknown>>(query: string) => {
    const rows = await withScope(database.db, { kind: 'brand', brandId: ctx.actor.brandId }, (tx) =>
      tx.execute<T>(sql.raw(query)),
    );
    return rows[0];
  };

  beforeAll(async () => {
    database = await testDatabase();
    const definition = JSON.parse(await readFile(`${example}/brand.json`, 'utf8'));
    const { brandId } = await applyDefinition(database.db, brandDefinitionSchema.parse(definition));
    ctx = { db: database.db, actor: { kind: 'system', name: 'test', brandId } };
    first = await importAll();
  });
  afterAll(() => database.drop());

  test('every row is taken, and none is bad', () => {
    expect(first).toMatchObject({ status: 'loaded', bad: { total: 0 }, customers: { inserted: 2379 } });
    expect(first.feeds.map(({ rows, skipped, bad }) => [rows, skipped, bad])).toEqual([
      [75_000, 0, 0],
      [801, 0, 0],
      [2_102, 0, 0],
      [6_589, 0, 0],
    ]);
  });

  test('each household has what its files say', async () => {
    expect(await ask(`select count(*)::int as n from customer`)).toEqual({ n: 2379 });
    const rows = await ask(`select jsonb_object_agg(category, n) as by from
      (select category, count(distinct customer_id) as n from holding_tally group by 1) c`);
    expect(rows).toEqual({
      by: {
        'what-you-buy': 2377,
        'your-household': 801,
        'coupons-you-used': 410,
        'mailings-you-were-picked-for': 1559,
      },
    });
  });

  test('the counts shown are the counts of the files', async () => {
    expect(
      await ask(`select jsonb_object_agg(category, n) as by from
        (select category, sum(count) as n from holding_tally where category <> 'your-household' group by 1) c`),
    ).toEqual({
      by: { 'what-you-buy': 75_000, 'coupons-you-used': 2_102, 'mailings-you-were-picked-for': 6_589 },
    });
  });

  test('baskets, amounts and times are right to the cent and the second', async () => {
    expect(
      await ask(`select count(distinct split_part(key, '/', 1))::int as baskets,
          sum(substring(value from '^([0-9.]+) USD')::numeric)::text as amount
        from holding where category = 'what-you-buy'`),
    ).toEqual({ baskets: 47_243, amount: '233935.24' });
    expect(
      await ask(`select to_char(min(first_at), 'YYYY-MM-DD"T"HH24:MI:SSZ') as first,
          to_char(max(last_at), 'YYYY-MM-DD"T"HH24:MI:SSZ') as last
        from holding_tally where category = 'what-you-buy'`),
    ).toEqual({ first: '2017-01-01T12:30:27Z', last: '2018-01-01T03:47:38Z' });
  });

  test.each([
    ['card-prices', 37_606, '40180.91'],
    ['your-coupons', 1_135, '1356.71'],
    ['coupon-match', 556, '242.10'],
  ])('%s gave %i times, %s dollars in all', async (exchange, n, amount) => {
    expect(
      await ask(`select count(*)::int as n, sum(amount)::text as amount from benefit
        where exchange = '${exchange}' and capital = 'economic' and unit = 'USD'`),
    ).toEqual({ n, amount });
  });

  test('all three together make 39,297 amounts and 41,779.72 dollars', async () => {
    expect(await ask(`select count(*)::int as n, sum(amount)::text as amount from benefit`)).toEqual({
      n: 39_297,
      amount: '41779.72',
    });
  });

  test('household 1228 sees its year', async () => {
    const mine = `customer_id = (select customer_id from customer where external_id = '1228')`;
    expect(
      await ask(`select count(*)::int as lines, count(distinct split_part(key, '/', 1))::int as baskets
        from holding where category = 'what-you-buy' and ${mine}`),
    ).toEqual({ lines: 110, baskets: 84 });
    expect(await ask(`select sum(amount)::text as n from benefit where ${mine}`)).toEqual({ n: '93.54' });
    expect(
      await ask(`select count from holding_tally where category = 'coupons-you-used' and ${mine}`),
    ).toEqual({ count: 6 });
  });

  test('of a mailing nothing is kept but that it was, of a coupon only the last digits', async () => {
    expect(
      await ask(`select count(*)::int as n from holding where category = 'mailings-you-were-picked-for'`),
    ).toEqual({ n: 0 });
    expect(
      await ask(`select count(*)::int as n from holding
        where category = 'coupons-you-used' and (value !~ '^… [0-9]{3,4}$' or key !~ '^[0-9a-f]{32}$')`),
    ).toEqual({ n: 0 });
  });

  // 528 amounts are 0, and one is 4.440892e-16.
  test('the warts are read as the mapping says', async () => {
    expect(
      await ask(`select count(*) filter (where value ~ '^[0-9.]+ USD, store')::int as no_quantity,
          count(*) filter (where value ~ '^0 USD')::int as free,
          count(*) filter (where label ~ '^Product [0-9]+$')::int as unlisted,
          count(*) filter (where value ~ '/1000 gallon')::int > 0 as fuel
        from holding where category = 'what-you-buy'`),
    ).toEqual({ no_quantity: 416, free: 528 + 1, unlisted: 222, fuel: true });
  });

  test('a second import changes nothing and says so', async () => {
    const before = await ask(`select max(xmin::text::bigint) as newest from holding`);
    const again = await importAll();
    expect(again).toMatchObject({
      status: 'unchanged',
      customers: { inserted: 0, updated: 0, unchanged: 2379 },
    });
    expect(again.feeds.map(({ holdings }) => holdings)).toEqual(
      first.feeds.map(({ holdings: { inserted } }) => ({ inserted: 0, updated: 0, unchanged: inserted })),
    );
    expect(await ask(`select max(xmin::text::bigint) as newest from holding`)).toEqual(before);
  });
});
