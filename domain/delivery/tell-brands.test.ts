import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand } from '../testing.ts';
import { arrivalsNow } from './arrivals.testing.ts';
import { listOverdue } from './list-overdue.ts';
import { type News, tellBrands } from './tell-brands.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

/** A brand with an owner, two systems, and a customer whose choice is on its way to both. */
async function scene() {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const owner = await brand.staff('owner');
  for (const slug of ['ads', 'mail'])
    await registerSystem(owner, sealKeyFrom('test'), {
      ...{ slug, name: { en: slug }, summary: { en: slug }, exchanges: ['offers'] },
      url: 'https://system.example/',
    });
  const customer = await brand.customer();
  await say(customer, 'on');
  return { brand, owner, customer };
}

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: 'en' });

const put = (ctx: Ctx<CustomerActor>, system: string, state: string) =>
  database.owner`update delivery set state = ${state}
    where customer_id = ${ctx.actor.customerId} and system = ${system}`;

const stages = async (ctx: Ctx<CustomerActor>, now: Date) =>
  (await arrivalsNow(ctx, now)).get('offers')?.map(({ stage }) => stage);

/** Tells as the worker would, and gives what this brand's owners heard. */
async function tellAt(now: Date, slug: string, reach: (email: string) => boolean = () => true) {
  const heard: { email: string; systems: News['systems'] }[] = [];
  const outcome = tellBrands(
    database.db,
    async ({ email }, { brand, systems }) => {
      if (brand.slug !== slug) return;
      if (!reach(email)) throw new Error('No such mailbox');
      heard.push({ email, systems });
    },
    now,
  );
  return {
    heard,
    failed: await outcome.then(
      () => false,
      () => true,
    ),
  };
}

describe('a brand whose systems owe an answer', () => {
  test('is told an hour after the choice, and only then does the customer read that it was', async () => {
    const { brand, owner, customer } = await scene();
    await put(customer, 'mail', 'sent');
    expect((await tellAt(hours(0.9), brand.slug)).heard).toEqual([]);
    expect(await stages(customer, hours(0.9))).toEqual(['on_its_way', 'received']);
    expect(await stages(customer, hours(1.1))).toEqual(['unconfirmed', 'unconfirmed']);
    const { heard } = await tellAt(hours(1.1), brand.slug);
    expect(heard).toMatchObject([
      {
        systems: [
          { slug: 'ads', name: { en: 'ads' }, missing: 1, unconfirmed: 0 },
          { slug: 'mail', missing: 0, unconfirmed: 1 },
        ],
      },
    ]);
    expect(await stages(customer, hours(1.2))).toEqual(['told', 'told']);
    expect(await listOverdue({ ...owner, now: () => hours(1.2) })).toEqual(heard[0]?.systems);
    await put(customer, 'ads', 'applied');
    expect(await stages(customer, hours(1.2))).toEqual(['applied', 'told']);
  });

  test('hears of each choice once, and once a day at most', async () => {
    const { brand, customer } = await scene();
    await tellAt(hours(2), brand.slug);
    expect((await tellAt(hours(30), brand.slug)).heard).toEqual([]);
    await say({ ...customer, now: () => hours(3) }, 'off');
    expect((await tellAt(hours(5), brand.slug)).heard).toEqual([]);
    expect(await stages(customer, hours(5))).toEqual(['unconfirmed', 'unconfirmed']);
    const { heard } = await tellAt(hours(26.1), brand.slug);
    expect(heard).toMatchObject([{ systems: [{ missing: 1 }, { missing: 1 }] }]);
    expect(await stages(customer, hours(27))).toEqual(['told', 'told']);
  });

  test('counts as told when one owner was reached, and not when none was', async () => {
    const { brand, customer } = await scene();
    const second = await brand.staff('owner');
    await brand.staff('editor');
    const [{ email: unreachable } = { email: '' }] = await database.owner<{ email: string }[]>`
      select email from person where id = ${second.actor.personId}`;
    const nobody = await tellAt(hours(2), brand.slug, () => false);
    expect(nobody).toEqual({ heard: [], failed: true });
    expect(await stages(customer, hours(3))).toEqual(['unconfirmed', 'unconfirmed']);
    const one = await tellAt(hours(3), brand.slug, (email) => email !== unreachable);
    expect(one.heard).toHaveLength(1);
    expect(one.failed).toBe(false);
    expect(await stages(customer, hours(3))).toEqual(['told', 'told']);
  });

  test('without an owner who has an address is not told, and nobody says that it was', async () => {
    const { brand, owner, customer } = await scene();
    await database.owner`update person set email = null where id = ${owner.actor.personId}`;
    expect(await tellAt(hours(2), brand.slug)).toEqual({ heard: [], failed: false });
    expect(await stages(customer, hours(2))).toEqual(['unconfirmed', 'unconfirmed']);
  });

  test('is told by one of many workers', async () => {
    const { brand } = await scene();
    const heard: string[] = [];
    const tell = async (owner: { email: string }, news: News) => {
      await wait(20);
      if (news.brand.slug === brand.slug) heard.push(owner.email);
    };
    await Promise.all(Array.from({ length: 4 }, () => tellBrands(database.db, tell, hours(2))));
    expect(heard).toHaveLength(1);
  });

  test('hears nothing of a system that it has retired', async () => {
    const { brand } = await scene();
    await database.owner`update system set retired_at = now() where brand_id = ${brand.id}`;
    expect((await tellAt(hours(2), brand.slug)).heard).toEqual([]);
  });
});

test('only owners and editors see what is overdue, and only their own brand’s', async () => {
  const { brand } = await scene();
  for (const role of ['support', 'analyst'] as const) {
    const staff = await brand.staff(role);
    expect(() => listOverdue(staff)).toThrow(expect.objectContaining({ code: 'forbidden' }));
  }
  const other = await (await makeBrand(database)).staff('editor');
  expect(await listOverdue({ ...other, now: () => hours(5) })).toEqual([]);
});
