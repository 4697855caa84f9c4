import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { category } from '#db/schema/brand.ts';
import { benefit, holdingTally } from '#db/schema/customer.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { setChoices } from '../choice/set-choices.ts';
import { transact } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { findStatement, listRelations } from './queries.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  await brand.publish('offers', { promise: { capital: 'economic', amount: '5', unit: 'EUR', per: 'month' } });
  await brand.publish('invitations', {
    promise: { capital: 'social', amount: '2', unit: 'times', per: 'year' },
  });
});
afterAll(() => database.drop());

const day = 86_400_000;
type Customer = Awaited<ReturnType<TestBrand['customer']>>;

const give = (ctx: Customer, exchange: string, amounts: string[], unit: string, daysAgo = 3) =>
  transact(ctx, (tx) =>
    tx.insert(benefit).values(
      amounts.map((amount, key) => ({
        customerId: ctx.actor.customerId,
        brandId: brand.id,
        exchange,
        key: String(key),
        capital: unit === 'EUR' ? ('economic' as const) : ('social' as const),
        amount,
        unit,
        label: 'Something',
        receivedAt: new Date(Date.now() - daysAgo * day),
      })),
    ),
  );

const turnOn = (ctx: Customer, exchange: string, daysAgo: number) =>
  setChoices(
    { ...ctx, now: () => new Date(Date.now() - daysAgo * day) },
    { wishes: [{ exchange, want: 'on', version: 1 }], locale: 'en' },
  );

const exchangeOf = async (ctx: Customer, slug: string) =>
  (await findStatement(ctx)).categories
    .flatMap(({ exchanges }) => exchanges)
    .find((row) => row.slug === slug);

describe('a statement', () => {
  test('adds money up to the cent, however many amounts', async () => {
    const ctx = await brand.customer();
    await give(
      ctx,
      'offers',
      Array.from({ length: 10 }, () => '0.10'),
      'EUR',
    );
    expect(await exchangeOf(ctx, 'offers')).toMatchObject({
      received: [{ unit: 'EUR', amount: '1.00', count: 10 }],
    });
    expect((await findStatement(ctx)).received).toMatchObject([{ capital: 'economic', amount: '1.00' }]);
  });

  test('says what is held, since when and from where', async () => {
    const ctx = await brand.customer();
    const [first, last] = [new Date('2025-01-02'), new Date('2026-02-03')];
    await transact(ctx, (tx) =>
      tx.insert(holdingTally).values([
        { ...ctx.actor, category: 'purchases', source: 'observed', count: 4, firstAt: first, lastAt: last },
        { ...ctx.actor, category: 'purchases', source: 'inferred', count: 1, firstAt: null, lastAt: null },
      ]),
    );
    expect((await findStatement(ctx)).held).toEqual({
      count: 5,
      firstAt: first,
      lastAt: last,
      sources: ['observed', 'inferred'],
    });
  });

  test.each([
    ['not yet due when it has been on for less than the period', 10, [], 'not_due'],
    ['kept when enough came back in the period', 40, ['2', '3'], 'kept'],
    ['behind when less came back', 40, ['2'], 'behind'],
    ['never kept when nothing ever came', 40, [], 'never'],
  ])('calls a promise %s', async (_, onFor, amounts, status) => {
    const ctx = await brand.customer();
    await turnOn(ctx, 'offers', onFor);
    if (amounts.length > 0) await give(ctx, 'offers', amounts, 'EUR');
    expect((await exchangeOf(ctx, 'offers'))?.promise).toBe(status);
  });

  test('counts what is promised in times, and owes nothing while it is off', async () => {
    const ctx = await brand.customer();
    await give(ctx, 'invitations', ['1', '1'], 'times');
    expect((await exchangeOf(ctx, 'invitations'))?.promise).toBe('not_due');
    await turnOn(ctx, 'invitations', 400);
    expect((await exchangeOf(ctx, 'invitations'))?.promise).toBe('kept');
  });

  test('is there, and empty, for a brand that has named nothing yet', async () => {
    const bare = await makeBrand(database);
    await database.db.delete(category).where(eq(category.brandId, bare.id));
    const statement = await findStatement(await bare.customer());
    expect(statement).toMatchObject({ categories: [], held: { count: 0 }, received: [], asks: 0 });
  });
});

test("a person sees each record of theirs, and nobody else's", async () => {
  const [first, second] = [await brand.customer(), await brand.customer()];
  await brand.customer();
  const held = [first, second].map(({ actor }) => ({ slug: brand.slug, customerId: actor.customerId }));
  const relations = await listRelations(database.db, held);
  expect(relations.map(({ record }) => record)).toEqual(held);
  expect(await listRelations(database.db, [])).toEqual([]);
});
