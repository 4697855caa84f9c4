import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand } from '../testing.ts';
import { receiveDemo } from './receive-demo.ts';
import { signedHeaders } from './sign.ts';

const key = sealKeyFrom('test');

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test("the demo's systems take only what is signed with their own secret, and lately", async () => {
  const brand = await makeBrand(database);
  await brand.publish('offers');
  const owner = await brand.staff('owner');
  const register = (slug: string) =>
    registerSystem(owner, key, {
      ...{ slug, name: { en: slug }, summary: { en: slug }, exchanges: ['offers'] },
      url: 'https://system.example/',
    });
  const [mail, ads] = [await register('mail'), await register('ads')];
  const receive = (secret: string, at = new Date(), system = 'mail', body = '{}') => {
    const headers = new Headers(signedHeaders([secret], 'dlv_1', at, '{}'));
    return receiveDemo(database.db, key, { brand: brand.slug, system, headers, body });
  };
  expect(await receive(mail.secret)).toBe(true);
  expect(await receive(ads.secret)).toBe(false);
  expect(await receive(mail.secret, new Date(Date.now() - 3_600_000))).toBe(false);
  expect(await receive(mail.secret, new Date(), 'mail', '{"other":1}')).toBe(false);
  expect(await receive(mail.secret, new Date(), 'nothing-here')).toBe(false);
});
