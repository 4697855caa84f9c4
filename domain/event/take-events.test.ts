import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withScope } from '#db/scope.ts';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor, KeyActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import { type Ctx, transact } from '../context.ts';
import { customerId } from '../customer/customer-id.ts';
import { DomainError } from '../errors.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { eventMappingSchema } from './mapping.ts';
import { takeEvents } from './take-events.ts';
import { writeMappings } from './write-mappings.ts';

let database: TestDatabase;
let brand: TestBrand;
let key: Ctx<KeyActor>;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  key = keyOf(brand);
  await brand.publish('offers');
  await transact(brand.system, (tx) => writeMappings(tx, brand.id, mappings));
});
afterAll(() => database.drop());

const keyOf = ({ id }: TestBrand): Ctx<KeyActor> => ({
  db: database.db,
  actor: { kind: 'key', keyId: randomUUID(), brandId: id, scopes: ['ingest'] },
});

const mappings = [
  {
    name: 'Order Completed',
    holdings: [
      {
        category: 'purchases',
        source: 'observed',
        key: ['properties.order_id'],
        label: 'Order {properties.order_id}',
        value: ['{properties.total} {properties.currency}', '{properties.total}'],
      },
    ],
    benefits: [
      {
        exchange: 'offers',
        capital: 'economic',
        unit: 'EUR',
        amount: 'properties.discount',
        key: ['properties.order_id'],
        label: 'Off order {properties.order_id}',
      },
    ],
  },
  {
    name: 'Product Viewed',
    holdings: [{ category: 'purchases', source: 'observed', label: '{properties.name}' }],
  },
  {
    type: 'identify',
    customer: { email: 'traits.email', since: 'traits.created_at' },
    holdings: [
      {
        category: 'purchases',
        source: 'provided',
        part: 'size',
        label: 'Shoe size',
        value: '{traits.size}',
        when: { column: 'traits.size', known: true },
      },
    ],
  },
].map((mapping) => eventMappingSchema.parse(mapping));

const order = (userId: string, id = 'o-1', more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId,
  messageId: randomUUID(),
  timestamp: '2026-03-01T10:00:00.000Z',
  properties: { order_id: id, total: 19.9, currency: 'EUR', ...more },
});

const take = (...events: unknown[]) => takeEvents(key, brand.idKey, events);

/** As a library does that is told to come again. */
const untilTaken = async (event: unknown): Promise<void> => {
  try {
    await take(event);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error;
    await untilTaken(event);
  }
};

const rowsOf = async (table: string, externalId: string): Promise<Record<string, unknown>[]> => [
  ...(await withScope(database.db, { kind: 'brand', brandId: brand.id }, (tx) =>
    tx.execute(sql`
      select * from ${sql.raw(table)} where customer_id = ${customerId(brand.idKey, externalId)} order by 1, 3, 4`),
  )),
];

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off', exchange = 'offers') =>
  setChoices(ctx, { wishes: [{ exchange, want, version: 1 }], locale: null });

/** A customer who wants it. */
async function willing(externalId: string) {
  const ctx = await brand.customer(externalId);
  await say(ctx, 'on');
  return ctx;
}

describe('an event', () => {
  test('becomes the holding and the benefit that its mapping says, in exact money', async () => {
    await willing('A');
    expect(await take(order('A', 'o-1', { discount: 0.1 }))).toMatchObject({ stored: 1 });
    expect(await rowsOf('holding', 'A')).toMatchObject([
      { key: 'o-1', label: 'Order o-1', value: '19.9 EUR', source: 'observed' },
    ]);
    expect(await rowsOf('benefit', 'A')).toMatchObject([{ key: 'o-1', amount: '0.1', unit: 'EUR' }]);
  });

  test('that is sent again, alone or among others, counts once', async () => {
    await willing('B');
    const [first, second] = [order('B', 'o-1'), order('B', 'o-2')];
    expect(await take(first, first)).toMatchObject({ stored: 1 });
    expect(await take(first, second)).toMatchObject({ stored: 1 });
    expect(await take(first, second)).toMatchObject({ stored: 0 });
    expect(await rowsOf('holding', 'B')).toHaveLength(2);
  });

  test('that nothing wanted is new again once it is mapped, and then counts once', async () => {
    const mine = await makeBrand(database);
    await mine.publish('books', { basis: 'legal_obligation' });
    const [sent, ctx] = [order('A'), keyOf(mine)];
    const again = () => takeEvents(ctx, mine.idKey, [sent]);
    expect(await again()).toMatchObject({ unmapped: 1 });
    expect(await again()).toMatchObject({ unmapped: 0 });
    await transact(mine.system, (tx) => writeMappings(tx, mine.id, mappings.slice(0, 1)));
    expect(await again()).toMatchObject({ stored: 1 });
    expect(await again()).toMatchObject({ stored: 0 });
  });

  test('without a key of its own is named by its messageId, and without that by what it says', async () => {
    await willing('C');
    const view = { type: 'track', event: 'Product Viewed', userId: 'C', properties: { name: 'Boots' } };
    const timed = { ...view, timestamp: '2026-03-01T10:00:00Z' };
    await take({ ...view, messageId: 'm-1' }, timed, timed);
    await take({ ...view, messageId: 'm-1' }, timed, view, view);
    expect(await rowsOf('holding', 'C')).toHaveLength(4);
  });

  test('with the key of an earlier one replaces it, also within a batch', async () => {
    await willing('D');
    await take(order('D', 'o-1', { total: 1 }), order('D', 'o-1', { total: 2 }));
    expect(await rowsOf('holding', 'D')).toMatchObject([{ value: '2 EUR' }]);
    await take(order('D', 'o-1', { total: 3 }));
    expect(await rowsOf('holding', 'D')).toMatchObject([{ value: '3 EUR' }]);
  });

  test('makes its customer known, before or after an identify says who it is', async () => {
    await take(order('E'), {
      type: 'identify',
      userId: 'E',
      messageId: 'e-1',
      traits: { email: 'E@Example.org' },
    });
    expect(await rowsOf('customer', 'E')).toMatchObject([{ email: 'e@example.org' }]);
    await take({ type: 'track', event: 'Nothing Wants This', userId: 'E-2', messageId: 'e-2' });
    expect(await rowsOf('customer', 'E-2')).toEqual([]);
  });

  test('that nothing wants, that names nobody, or that cannot be read is counted and spoils no other', async () => {
    await willing('F');
    const taken = await take(
      order('F'),
      order('F', 'o-2', { total: 'much', discount: 'some' }),
      order('F', 'o-3', { discount: -1 }),
      order('F', 'o-4', { order_id: { a: 1 } }),
      { ...order('F', 'o-5'), timestamp: 'yesterday' },
      { ...order('F', 'o-6'), timestamp: '9999-12-31T23:59:59Z' },
      { ...order('F', 'o-7'), properties: null },
      { ...order('F', 'o-8'), userId: null, anonymousId: 'a' },
      { ...order('F', 'o-9'), event: 'Unheard Of' },
      { ...order('F'), type: 'shout', messageId: 'f-1' },
      { type: 'group', userId: 'F', groupId: 'g', messageId: 'f-2' },
      null,
      'x',
      [[]],
    );
    expect(taken).toEqual({ stored: 1, withheld: 0, unmapped: 2, anonymous: 1, invalid: 10 });
    expect(await rowsOf('holding', 'F')).toHaveLength(1);
  });

  test('from a clock that is an hour ahead happened now', async () => {
    await willing('G');
    const [now, ahead] = [new Date(), new Date(Date.now() + 3_600_000)];
    await takeEvents({ ...key, now: () => now }, brand.idKey, [
      { ...order('G'), timestamp: ahead.toISOString() },
    ]);
    const [held] = await rowsOf('holding', 'G');
    expect(new Date(String(held?.collected_at))).toEqual(now);
  });

  test('of another brand’s customer is this brand’s own', async () => {
    await willing('H');
    const other = await makeBrand(database);
    await takeEvents(keyOf(other), other.idKey, [order('H')]);
    expect(await rowsOf('holding', 'H')).toEqual([]);
    await expect(
      takeEvents({ ...key, actor: { ...key.actor, scopes: ['decide'] } }, brand.idKey, []),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a customer who has turned it off', () => {
  test('is collected nothing more of, and the events are counted as such', async () => {
    const ctx = await willing('N');
    await take(order('N', 'before'));
    await say(ctx, 'off');
    expect(await take(order('N', 'o-1'), order('N', 'o-2'))).toMatchObject({ stored: 0, withheld: 2 });
    expect(await rowsOf('holding', 'N')).toMatchObject([{ key: 'before' }]);
    expect(await rowsOf('not_collected', 'N')).toMatchObject([{ category: 'purchases', count: 2 }]);
    await say(ctx, 'on');
    await take(order('N', 'after'));
    expect(await rowsOf('holding', 'N')).toHaveLength(2);
  });

  test('or was never asked is collected nothing of, and still sees what they received', async () => {
    const never = order('O', 'o-1', { discount: '2.50' });
    expect(await take(never)).toMatchObject({ withheld: 1 });
    expect(await take(never)).toMatchObject({ withheld: 0 });
    expect(await rowsOf('holding', 'O')).toEqual([]);
    expect(await rowsOf('benefit', 'O')).toMatchObject([{ amount: '2.50' }]);
    expect(await rowsOf('not_collected', 'O')).toMatchObject([{ count: 1 }]);
  });

  test('is collected nothing of from the moment that it is acknowledged, while events pour in', async () => {
    const ctx = await willing('P');
    let off = false;
    const sent = Array.from({ length: 12 }, async (_, i) => {
      if (i === 5) {
        await say(ctx, 'off');
        off = true;
      }
      const late = off;
      await untilTaken(order('P', `${late ? 'late' : 'early'}-${i}`));
    });
    await Promise.all(sent);
    await untilTaken(order('P', 'late-last'));
    const held = await rowsOf('holding', 'P');
    expect(held.filter(({ key }) => String(key).startsWith('late'))).toEqual([]);
  });
});

test('what the law needs is collected, what nothing uses is not, and a no to collecting counts most', async () => {
  const mine = await makeBrand(database);
  const ctx = keyOf(mine);
  const taken = () =>
    takeEvents(ctx, mine.idKey, [{ ...order('A'), properties: { name: 'x' }, event: 'Product Viewed' }]);
  await transact(mine.system, (tx) => writeMappings(tx, mine.id, mappings.slice(1, 2)));
  expect(await taken()).toMatchObject({ withheld: 1 });
  await mine.publish('books', { basis: 'legal_obligation' });
  expect(await taken()).toMatchObject({ stored: 1 });
  await database.owner`
    insert into purpose (brand_id, slug, name, standard_key) values (${mine.id}, 'gather', '{"en":"G"}', 'collect')`;
  await mine.publish('gathering', { purpose: 'gather', basis: 'legitimate_interests' });
  expect(await taken()).toMatchObject({ stored: 1 });
  const customer = { db: database.db, actor: (await mine.customer()).actor };
  customer.actor.customerId = customerId(mine.idKey, 'A');
  await database.owner`update customer set person_id = ${customer.actor.personId}
    where customer_id = ${customer.actor.customerId}`;
  await say(customer, 'off', 'gathering');
  expect(await taken()).toMatchObject({ withheld: 1 });
});

test('the counts of a day say how many came and what became of them, of so many names at most', async () => {
  const mine = await makeBrand(database);
  const named = Array.from({ length: 700 }, (_, i) => ({
    type: 'track',
    event: `Event ${i}`,
    userId: 'A',
    messageId: `m-${i}`,
  }));
  await takeEvents(keyOf(mine), mine.idKey, named.slice(0, 400));
  await takeEvents(keyOf(mine), mine.idKey, named.slice(400));
  const rows = await database.owner`
    select name, outcome, count from event_count where brand_id = ${mine.id} order by count desc`;
  expect(rows).toHaveLength(501);
  expect(rows[0]).toMatchObject({ name: '…', outcome: 'unmapped', count: 200 });
});
