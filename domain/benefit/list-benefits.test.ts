import { afterAll, beforeAll, expect, test } from 'vitest';
import { benefit } from '#db/schema/customer.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { Capital } from '#lib/terms.ts';
import type { CustomerActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { listBenefits } from './list-benefits.ts';
import { valueByMonth } from './value-by-month.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers');
  await brand.publish('evenings');
});
afterAll(() => database.drop());

type Given = { key: string; exchange?: string; capital?: Capital; amount?: string; receivedAt: string };

async function whoGot(given: Given[]): Promise<Ctx<CustomerActor>> {
  const ctx = await brand.customer();
  const { customerId, brandId } = ctx.actor;
  const rows = given.map(({ receivedAt, ...rest }) => ({
    customerId,
    brandId,
    exchange: 'offers',
    capital: 'economic' as const,
    amount: '0.10',
    unit: 'EUR',
    label: 'Off bread',
    receivedAt: new Date(receivedAt),
    ...rest,
  }));
  await transact(brand.system, (tx) => tx.insert(benefit).values(rows));
  return ctx;
}

test('a customer reads every benefit once, newest first, also those of one moment', async () => {
  const both = ['offers', 'evenings'].flatMap((exchange) =>
    Array.from({ length: 20 }, (_, nth) => ({ key: `${nth}`, exchange, receivedAt: '2026-05-05T10:00:00Z' })),
  );
  const ctx = await whoGot([...both, { key: 'new', receivedAt: '2026-06-01T10:00:00Z' }]);
  const first = await listBenefits(ctx, {});
  const second = await listBenefits(ctx, { after: first.older ?? undefined });
  expect(second.older).toBeNull();
  const seen = [...first.benefits, ...second.benefits].map(({ exchange, key }) => `${exchange}/${key}`);
  expect(seen[0]).toBe('offers/new');
  expect(new Set(seen).size).toBe(41);
  expect(seen).toHaveLength(41);
});

test('one kind of value is read alone, under the title of its exchange, to the cent', async () => {
  const ctx = await whoGot([
    { key: '1', amount: '0.30', receivedAt: '2026-05-05T10:00:00Z' },
    { key: '2', capital: 'social', receivedAt: '2026-05-06T10:00:00Z' },
  ]);
  const { benefits } = await listBenefits(ctx, { capital: 'economic' });
  expect(benefits).toMatchObject([{ key: '1', amount: '0.30', title: { en: 'Better offers' } }]);
});

test('a month is the reader’s own, and its sum is exact', async () => {
  const ctx = await whoGot([
    { key: '1', amount: '0.10', receivedAt: '2026-04-30T22:30:00Z' },
    { key: '2', amount: '0.20', receivedAt: '2026-05-15T10:00:00Z' },
  ]);
  const sums = async (zone: string) =>
    (await valueByMonth(ctx, zone)).map(({ month, amount }) => [month, amount]);
  expect(await sums('Europe/Berlin')).toEqual([['2026-05', '0.30']]);
  expect(await sums('UTC')).toEqual([
    ['2026-04', '0.10'],
    ['2026-05', '0.20'],
  ]);
});

test('nobody reads of what another customer got', async () => {
  await whoGot([{ key: '1', receivedAt: '2026-05-05T10:00:00Z' }]);
  const ctx = await brand.customer();
  expect(await listBenefits(ctx, {})).toEqual({ benefits: [], older: null });
  expect(await valueByMonth(ctx, 'UTC')).toEqual([]);
});
