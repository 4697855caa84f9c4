import { afterAll, beforeAll, expect, test } from 'vitest';
import { holding } from '#db/schema/customer.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { listHoldings } from './list-holdings.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
});
afterAll(() => database.drop());

type Entry = { key: string; label?: string; value?: string; collectedAt?: Date };

async function whoHas(entries: Entry[]): Promise<Ctx<CustomerActor>> {
  const ctx = await brand.customer();
  const { customerId, brandId } = ctx.actor;
  const rows = entries.map((entry) => ({
    customerId,
    brandId,
    category: 'purchases',
    label: entry.key,
    source: 'observed' as const,
    ...entry,
  }));
  await transact(brand.system, (tx) => tx.insert(holding).values(rows));
  return ctx;
}

const keys = async (ctx: Ctx<CustomerActor>, query: { search?: string; after?: string } = {}) => {
  const { holdings, older } = await listHoldings(ctx, 'purchases', query);
  return { keys: holdings.map(({ key }) => key), older };
};

test('a customer reads every entry once, newest first, the undated last', async () => {
  const day = (nth: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(nth / 3)));
  const dated = Array.from({ length: 55 }, (_, nth) => ({
    key: String(nth).padStart(2, '0'),
    collectedAt: day(nth),
  }));
  const ctx = await whoHas([...dated, { key: 'a' }, { key: 'b' }]);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await keys(ctx, { after });
    seen.push(...page.keys);
    after = page.older ?? undefined;
  } while (after);
  expect(seen).toEqual([...dated.map(({ key }) => key).reverse(), 'b', 'a']);
});

test('a search finds what labels and values say, whatever the case, and takes no wildcards', async () => {
  const ctx = await whoHas([
    { key: '1', label: 'Oat milk', value: '2 × 1.89 EUR' },
    { key: '2', label: '100% rye', value: 'a_b' },
    { key: '3', label: String.raw`back\slash` },
  ]);
  expect((await keys(ctx, { search: 'OAT' })).keys).toEqual(['1']);
  expect((await keys(ctx, { search: '1.89' })).keys).toEqual(['1']);
  expect((await keys(ctx, { search: '%' })).keys).toEqual(['2']);
  expect((await keys(ctx, { search: '_' })).keys).toEqual(['2']);
  expect((await keys(ctx, { search: '\\' })).keys).toEqual(['3']);
  expect((await keys(ctx, { search: `'; drop table holding; --` })).keys).toEqual([]);
});

test.each(['a\0b', '\ud800', 'x'.repeat(1_000_000)])(
  'a search for what cannot be held finds nothing',
  async (search) => {
    const ctx = await whoHas([{ key: '1', label: 'Oat milk' }]);
    expect((await keys(ctx, { search })).keys).toEqual([]);
  },
);

test("another customer's cursor leads into nobody's entries but one's own", async () => {
  const theirs = await whoHas(Array.from({ length: 26 }, (_, nth) => ({ key: `theirs-${nth}` })));
  const mine = await whoHas([{ key: 'mine' }]);
  const { older } = await keys(theirs);
  expect(older).not.toBeNull();
  expect((await keys(mine, { after: older ?? undefined })).keys).toEqual(['mine']);
});
