import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { readOverview } from './overview.ts';

const now = () => new Date('2025-06-15T12:00:00Z');

let database: TestDatabase;
let brand: TestBrand;
let owner: Ctx<StaffActor>;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  owner = { ...(await brand.staff('owner')), now };
});
afterAll(() => database.drop());

async function says(exchange: string, want: 'on' | 'off', at: string, version = 1) {
  const customer = await brand.customer(undefined, new Date('2024-01-01'));
  const again = async (next: 'on' | 'off', then: string) =>
    setChoices(
      { ...customer, now: () => new Date(then) },
      { wishes: [{ exchange, want: next, version }], locale: null },
    );
  await again(want, at);
  return again;
}

const find = async (ctx: Ctx, slug: string) =>
  (await readOverview({ ...ctx, now })).exchanges.find((each) => each.slug === slug);

describe('the opt-in of an exchange', () => {
  test('follows what customers said, month by month', async () => {
    await brand.publish('offers');
    const ada = await says('offers', 'on', '2025-03-10T00:00:00Z');
    await says('offers', 'on', '2025-05-31T23:59:59Z');
    await says('offers', 'off', '2025-06-01T00:00:00Z');
    await ada('off', '2025-06-02T00:00:00Z');
    expect(await find(owner, 'offers')).toMatchObject({
      yes: 1,
      no: 2,
      trend: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 1],
    });
  });

  test('falls when a yes runs out, and when a version takes more', async () => {
    await brand.publish('lapsing', { lapsesAfterDays: 30 });
    await says('lapsing', 'on', '2025-03-10T00:00:00Z');
    expect((await find(owner, 'lapsing'))?.trend.slice(-4)).toEqual([1, 0, 0, 0]);

    await brand.publish('widened');
    await says('widened', 'on', '2025-03-10T00:00:00Z');
    await brand.publish('widened', { level: 3 });
    expect((await find(owner, 'widened'))?.yes).toBe(1);
    const today = await readOverview({ ...owner, now: () => new Date() });
    expect(today.exchanges.find(({ slug }) => slug === 'widened')?.yes).toBe(0);
  });

  test('of fewer than five people is not told to an analyst', async () => {
    const analyst = await brand.staff('analyst');
    expect(await find(analyst, 'offers')).toMatchObject({ yes: 'few', no: 'few' });
    expect((await find(analyst, 'offers'))?.share.at(-1)).toBeNull();
  });
});

describe('the value given', () => {
  test('is exact, by capital, unit and month, and withheld from analysts where few received it', async () => {
    const { actor } = await brand.customer();
    const rows = [
      ['1', 'economic', '0.10', 'EUR', '2025-01-31T23:00:00Z'],
      ['2', 'economic', '0.20', 'EUR', '2025-03-01T00:00:00Z'],
      ['3', 'social', '1', 'times', '2025-03-02T00:00:00Z'],
    ];
    for (const [key = '', capital = '', amount = '', unit = '', at = ''] of rows)
      await database.owner`insert into benefit (customer_id, brand_id, exchange, key, capital, amount, unit, label, received_at)
        values (${actor.customerId}, ${brand.id}, 'offers', ${key}, ${capital}, ${amount}, ${unit}, 'x', ${at})`;
    const { value } = await readOverview(owner);
    expect(value).toMatchObject([
      {
        capital: 'economic',
        total: { amount: '0.30', count: 2, customers: 1 },
        months: [
          { month: '2025-01', amount: '0.10' },
          { month: '2025-02', amount: '0', count: 0 },
          { month: '2025-03', amount: '0.20' },
        ],
      },
      { capital: 'social', unit: 'times', total: { amount: '1' } },
    ]);
    const seen = await readOverview(await brand.staff('analyst'));
    expect(seen.value[0]?.total).toEqual({ amount: null, count: null, customers: 'few' });
  });
});

test('a month withheld from an analyst cannot be worked out from the total', async () => {
  const other = await makeBrand(database);
  await other.publish('offers');
  const gifts = [
    ['2025-01-05', 6],
    ['2025-02-05', 1],
    ['2025-03-05', 5],
  ] as const;
  for (const [at, people] of gifts)
    for (let left = people; left > 0; left -= 1) {
      const { actor } = await other.customer();
      await database.owner`insert into benefit (customer_id, brand_id, exchange, key, capital, amount, unit, label, received_at)
        values (${actor.customerId}, ${other.id}, 'offers', '1', 'economic', 1, 'EUR', 'x', ${at})`;
    }
  const [value] = (await readOverview(await other.staff('analyst'))).value;
  expect(value?.total).toEqual({ amount: '12', count: 12, customers: 12 });
  expect(value?.months.map(({ amount }) => amount)).toEqual(['6', null, null]);
});

test('a brand without anything has an overview too, and a customer has none', async () => {
  const other = await makeBrand(database);
  const overview = await readOverview(await other.staff('analyst'));
  expect(overview).toMatchObject({ customers: 0, exchanges: [], value: [] });
  await expect(readOverview(await brand.customer())).rejects.toMatchObject({ code: 'forbidden' });
});
