import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { setChoices } from '../choice/set-choices.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { retireExchange } from './retire-exchange.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  brand = await makeBrand(database);
});
afterAll(() => database.drop());

const saysNo = async (exchange: string) =>
  setChoices(await brand.customer(), { wishes: [{ exchange, want: 'off', version: 1 }], locale: null });
const revision = async (slug: string) => {
  const [row] = await database.owner`
    select draft_revision as at from exchange where brand_id = ${brand.id} and slug = ${slug}`;
  return Number(row?.at);
};
const retire = async (slug: string) =>
  retireExchange(await brand.staff('owner'), { slug, revision: await revision(slug) });
const refused = (field: string) => ({ code: 'invalid', fields: { [field]: 'said_no' } });

test('a no outlives its exchange: the same use cannot come back unasked under another name', async () => {
  await brand.publish('offers');
  await saysNo('offers');
  await retire('offers');
  for (const basis of ['legitimate_interests', 'contract'] as const)
    await expect(brand.publish('offers-again', { basis })).rejects.toMatchObject(refused('basis'));
  await expect(brand.publish('offers-again', { basis: 'consent' })).resolves.toMatchObject({ version: 1 });
  await expect(brand.publish('offers-again', { basis: 'public_task' })).rejects.toMatchObject(
    refused('basis'),
  );
});

test('an exchange with a no is not retired while another about the same use is on unasked', async () => {
  await brand.publish('offers');
  await brand.publish('service', { basis: 'legitimate_interests' });
  await saysNo('offers');
  await expect(retire('offers')).rejects.toMatchObject(refused('confirmRetire'));
  await retire('service');
  await retire('offers');
});

test('nor is it turned to another use', async () => {
  await database.owner`
    insert into purpose (brand_id, slug, name, standard_key)
    select brand_id, 'other', name, standard_key from purpose where brand_id = ${brand.id} and slug = 'recommend'`;
  await brand.publish('offers');
  await saysNo('offers');
  await brand.publish('offers', { purpose: 'other' });
  await expect(brand.publish('service', { basis: 'legitimate_interests' })).rejects.toMatchObject(
    refused('basis'),
  );
});

test('where nobody said no, and under the exchange that was said no to, all is as before', async () => {
  await brand.publish('offers');
  await brand.customer();
  await retire('offers');
  await brand.publish('service', { basis: 'legitimate_interests' });
  await saysNo('service');
  await brand.publish('service', { basis: 'contract' });
});
