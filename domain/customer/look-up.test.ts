import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customer } from '#db/schema/customer.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { StaffActor } from '../actor.ts';
import { type Ctx, transact } from '../context.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { lookUpCustomer } from './look-up.ts';
import { readLookUp } from './read-look-up.ts';

const reason = 'Asked about a missing refund';

let database: TestDatabase;
let brand: TestBrand;
let support: Ctx<StaffActor>;

beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  support = await brand.staff('support');
  await brand.publish('offers');
  for (const [externalId, email] of [
    ['c-1', 'ada@example.org'],
    ['c-2', 'pair@example.org'],
    ['c-3', 'pair@example.org'],
  ] as const) {
    const { actor } = await brand.customer(externalId);
    await transact(support, (tx) =>
      tx.update(customer).set({ email }).where(eq(customer.customerId, actor.customerId)),
    );
    await database.owner`insert into holding_tally (customer_id, brand_id, category, source, count)
      values (${actor.customerId}, ${brand.id}, 'purchases', 'observed', 3), (${actor.customerId}, ${brand.id}, 'purchases', 'provided', 4)`;
    await database.owner`insert into benefit (customer_id, brand_id, exchange, key, capital, amount, unit, label, received_at)
      values (${actor.customerId}, ${brand.id}, 'offers', '1', 'economic', 2.50, 'EUR', 'Voucher', '2025-01-02')`;
  }
});
afterAll(() => database.drop());

const written = (ctx: Ctx<StaffActor>) =>
  database.owner`select subject, customer_id, role, details from audit where person_id = ${ctx.actor.personId} order by id`;

test('support finds a customer by the id of the brand, and the customer can see that', async () => {
  const owner = await brand.staff('owner');
  const { lookUp, found } = await lookUpCustomer(owner, { by: 'external_id', value: ' c-1 ', reason });
  expect(found).toBe(1);
  const { records } = await readLookUp(owner, lookUp);
  expect(records).toMatchObject([
    {
      externalId: 'c-1',
      held: [{ count: 7 }],
      choices: [{ exchange: 'offers', standing: 'never_asked', on: false }],
      benefits: [{ label: 'Voucher', amount: '2.50', unit: 'EUR' }],
    },
  ]);
  expect(await written(owner)).toMatchObject([
    { subject: 'c-1', customer_id: records[0]?.customerId, role: 'owner', details: { reason, found: 1 } },
  ]);
});

test('sixty look-ups in ten minutes are enough for whoever serves people, and a colleague is not kept waiting', async () => {
  const [busy, other] = [await brand.staff('support'), await brand.staff('support')];
  const look = (by: Ctx<StaffActor>) => lookUpCustomer(by, { by: 'external_id', value: 'c-1', reason });
  const tries = await Promise.allSettled(Array.from({ length: 65 }, () => look(busy)));
  const refused = tries.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(refused).toHaveLength(5);
  for (const error of refused) expect(error).toMatchObject({ code: 'limited' });
  expect(await written(busy)).toHaveLength(60);
  await look(other);
});

test('an address that two customers share shows both, and both can see that', async () => {
  const ctx = await brand.staff('support');
  const { lookUp } = await lookUpCustomer(ctx, { by: 'email', value: 'Pair@Example.org', reason });
  const { records } = await readLookUp(ctx, lookUp);
  expect(records.map(({ externalId }) => externalId)).toEqual(['c-2', 'c-3']);
  expect(await written(ctx)).toMatchObject([{ subject: 'c-2' }, { subject: 'c-3' }]);
});

test('staff see that one person has several records, and how many', async () => {
  const [first, second] = [await brand.customer('p-1'), await brand.customer('p-2')];
  await database.owner`update relation set person_id = ${first.actor.personId}
    where customer_id = ${second.actor.customerId}`;
  const recordsOf = async (value: string) => {
    const { lookUp } = await lookUpCustomer(support, { by: 'external_id', value, reason });
    return (await readLookUp(support, lookUp)).records[0]?.ofPerson;
  };
  expect([await recordsOf('p-1'), await recordsOf('p-2'), await recordsOf('c-1')]).toEqual([2, 2, 1]);
});

test('a look-up that finds nobody is written down, without what was searched for', async () => {
  const ctx = await brand.staff('support');
  const { lookUp } = await lookUpCustomer(ctx, { by: 'email', value: 'nobody@example.org', reason });
  expect((await readLookUp(ctx, lookUp)).records).toEqual([]);
  const rows = await written(ctx);
  expect(rows).toMatchObject([{ subject: null, customer_id: null, details: { by: 'email', found: 0 } }]);
  expect(JSON.stringify(rows)).not.toContain('nobody@');
});

describe('a look-up needs a reason of a few words', () => {
  test.each(['', 'because', 'a b', '  refundrefund  '])('%j is none', async (bad) => {
    await expect(
      lookUpCustomer(support, { by: 'external_id', value: 'c-1', reason: bad }),
    ).rejects.toMatchObject({ code: 'invalid', fields: { reason: expect.any(String) } });
  });
});

describe('what was found closes', () => {
  test('to others, at once', async () => {
    const { lookUp } = await lookUpCustomer(support, { by: 'external_id', value: 'c-1', reason });
    for (const other of [await brand.staff('owner'), await (await makeBrand(database)).staff('owner')])
      await expect(readLookUp(other, lookUp)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('to oneself, after fifteen minutes', async () => {
    const { lookUp } = await lookUpCustomer(support, { by: 'external_id', value: 'c-1', reason });
    const later = { ...support, now: () => new Date(Date.now() + 15 * 60_000 + 1) };
    await expect(readLookUp(later, lookUp)).rejects.toMatchObject({ code: 'not_found' });
  });
});

test.each(['editor', 'analyst'] as const)('%s looks nobody up', async (role) => {
  const ctx = await brand.staff(role);
  const attempt = lookUpCustomer(ctx, { by: 'external_id', value: 'c-1', reason });
  await expect(attempt).rejects.toMatchObject({ code: 'forbidden' });
  await expect(readLookUp(ctx, 1)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await written(ctx)).toEqual([]);
});

test("another brand's customer is nobody", async () => {
  const other = await (await makeBrand(database)).staff('support');
  for (const input of [
    { by: 'external_id', value: 'c-1', reason } as const,
    { by: 'email', value: 'ada@example.org', reason } as const,
  ])
    expect(await lookUpCustomer(other, input)).toMatchObject({ found: 0 });
});
