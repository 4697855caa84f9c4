import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { CustomerActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { arrivalsWatch, type Places } from './watch-arrivals.ts';

let database: TestDatabase;
let brand: TestBrand;
let other: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  [brand, other] = [await withSystem(), await withSystem()];
});
afterAll(() => database.drop());

async function withSystem() {
  const made = await makeBrand(database);
  await made.publish('offers');
  await registerSystem(await made.staff('owner'), sealKeyFrom('test'), {
    ...{ slug: 'mail', name: { en: 'mail' }, summary: { en: 'mail' }, exchanges: ['offers'] },
    url: 'https://system.example/',
  });
  return made;
}

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: 'en' });

function open(places?: Places) {
  let looks = 0;
  const { watch } = arrivalsWatch(() => {
    looks++;
    return database.db;
  }, places);
  const sit = ({ actor }: Ctx<CustomerActor>) => {
    const heard: string[] = [];
    const leave = watch({
      actor,
      tell: (arrivals) =>
        heard.push([...arrivals].map(([, its]) => its.map(({ stage }) => stage).join()).join()),
      end: () => heard.push('end'),
      fail: () => heard.push('fail'),
    });
    return { heard, leave };
  };
  return { sit, looks: () => looks };
}

test('three hundred who watch cost one query a look, and each hears of every change once', async () => {
  const customers = [await brand.customer(), await other.customer(), await brand.customer()];
  const hundred = Array.from({ length: 100 }, () => customers).flat();
  const { sit, looks } = open({ ofPerson: 300, ofAll: 1_000 });
  const seats = hundred.map(sit);
  const told = () => new Set(seats.map(({ heard }) => JSON.stringify(heard)));
  await expect.poll(told, { timeout: 5_000 }).toEqual(new Set(['[""]']));
  for (const ctx of customers) await say(ctx, 'on');
  await expect.poll(told, { timeout: 5_000 }).toEqual(new Set(['["","on_its_way"]']));
  expect(looks()).toBeLessThan(20);
  for (const { leave } of seats) leave();
});

test('who leaves hears nothing more', async () => {
  const ctx = await brand.customer();
  const { sit } = open();
  const [leaving, staying] = [sit(ctx), sit(ctx)];
  await expect.poll(() => [leaving.heard, staying.heard], { timeout: 5_000 }).toEqual([[''], ['']]);
  leaving.leave();
  await say(ctx, 'on');
  await expect.poll(() => staying.heard, { timeout: 5_000 }).toEqual(['', 'on_its_way']);
  expect(leaving.heard).toEqual(['']);
  staying.leave();
});

test('a person’s places are counted: one more ends their oldest, and nobody else’s', async () => {
  const [mine, theirs] = [await brand.customer(), await brand.customer()];
  const { sit } = open({ ofPerson: 2, ofAll: 10 });
  const neighbour = sit(theirs);
  const seats = [sit(mine), sit(mine), sit(mine)];
  expect(seats.map(({ heard }) => heard)).toEqual([['end'], [], []]);
  await expect.poll(() => [seats[2]?.heard, neighbour.heard]).toEqual([[''], ['']]);
  for (const { leave } of [...seats, neighbour]) leave();
});

test('when all places are taken, the brand that has most gives up its oldest', async () => {
  const { sit } = open({ ofPerson: 2, ofAll: 4 });
  const [a, b, c] = [await brand.customer(), await brand.customer(), await brand.customer()];
  const [d, e] = [await other.customer(), await other.customer()];
  const seats = [d, a, b, c, e].map(sit);
  expect(seats.map(({ heard }) => heard)).toEqual([[], ['end'], [], [], []]);
  for (const { leave } of seats) leave();
});

test('when the database cannot be asked, all are told, and the next who comes is served', async () => {
  let isAway = true;
  const { watch } = arrivalsWatch(() => {
    if (isAway) throw new Error('away');
    return database.db;
  });
  const { actor } = await brand.customer();
  const heard: string[] = [];
  const watcher = {
    actor,
    tell: () => heard.push('told'),
    end: () => heard.push('end'),
    fail: () => heard.push('fail'),
  };
  watch(watcher);
  await expect.poll(() => heard).toEqual(['fail']);
  isAway = false;
  const leave = watch(watcher);
  await expect.poll(() => heard).toEqual(['fail', 'told']);
  leave();
});
