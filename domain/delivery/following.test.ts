import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import type { BrandId, CustomerActor, KeyActor } from '../actor.ts';
import { setChoices } from '../choice/set-choices.ts';
import type { Ctx } from '../context.ts';
import { findStatement } from '../statement/queries.ts';
import { registerSystem } from '../system/register-system.ts';
import { makeBrand, type TestBrand } from '../testing.ts';
import { arrivalsNow } from './arrivals.testing.ts';
import { confirmApplied } from './confirm-applied.ts';
import { deliveryId } from './delivery-id.ts';
import { listDeliveries } from './list-deliveries.ts';
import { resendDeliveries } from './resend-deliveries.ts';

let database: TestDatabase;
let brand: TestBrand;
beforeAll(async () => {
  database = await testDatabase();
  brand = await makeBrand(database);
  for (const slug of ['offers', 'alone']) await brand.publish(slug);
  const owner = await brand.staff('owner');
  for (const slug of ['ads', 'mail'])
    await registerSystem(owner, sealKeyFrom('test'), {
      ...{ slug, name: { en: slug }, summary: { en: slug }, exchanges: ['offers'] },
      url: 'https://system.example/',
    });
});
afterAll(() => database.drop());

const key = (brandId: BrandId, scopes = ['decide']): Ctx<KeyActor> => ({
  db: database.db,
  actor: { kind: 'key', keyId: randomUUID(), brandId, scopes },
});

const say = (ctx: Ctx<CustomerActor>, want: 'on' | 'off' = 'on') =>
  setChoices(ctx, { wishes: [{ exchange: 'offers', want, version: 1 }], locale: 'en' });

const idOf = (ctx: Ctx<CustomerActor>, system: string, seq = 1) =>
  deliveryId({ customerId: ctx.actor.customerId, seq, system });

const put = (ctx: Ctx<CustomerActor>, system: string, state: string, hoursAgo = 0) =>
  database.owner`update delivery set state = ${state}, created_at = now() - make_interval(hours => ${hoursAgo})
    where customer_id = ${ctx.actor.customerId} and system = ${system}`;

const stages = async (ctx: Ctx<CustomerActor>) =>
  (await arrivalsNow(ctx)).get('offers')?.map(({ stage }) => stage);

describe('a customer', () => {
  test('sees a choice on its way, received, applied, and left unconfirmed', async () => {
    const ctx = await brand.customer();
    expect(await stages(ctx)).toEqual([]);
    await say(ctx);
    expect(await stages(ctx)).toEqual(['on_its_way', 'on_its_way']);
    await put(ctx, 'ads', 'failed');
    await put(ctx, 'mail', 'sent');
    expect(await stages(ctx)).toEqual(['on_its_way', 'received']);
    await put(ctx, 'ads', 'parked');
    await put(ctx, 'mail', 'applied');
    expect(await stages(ctx)).toEqual(['unconfirmed', 'applied']);
    await put(ctx, 'ads', 'sent', 2);
    expect(await stages(ctx)).toEqual(['unconfirmed', 'applied']);
  });

  test('sees where the last choice stands, not the one before', async () => {
    const ctx = await brand.customer();
    await say(ctx);
    await put(ctx, 'ads', 'applied');
    await say(ctx, 'off');
    expect(await stages(ctx)).toEqual(['on_its_way', 'on_its_way']);
  });

  test('sees it on the statement, and nothing where no system is concerned', async () => {
    const ctx = await brand.customer();
    await say(ctx);
    const { categories } = await findStatement(ctx);
    const rows = categories.flatMap(({ exchanges }) => exchanges);
    expect(rows.find(({ slug }) => slug === 'offers')?.arrivals).toMatchObject([{ name: { en: 'ads' } }, {}]);
    expect(rows.find(({ slug }) => slug === 'alone')?.arrivals).toBeNull();
  });
});

describe('a system', () => {
  test('says that a choice is in force, as often as it likes', async () => {
    const ctx = await brand.customer();
    await say(ctx);
    const first = await confirmApplied(key(brand.id), { id: idOf(ctx, 'ads') });
    expect(await confirmApplied(key(brand.id), { id: idOf(ctx, 'ads') })).toEqual(first);
    expect(await stages(ctx)).toEqual(['applied', 'on_its_way']);
  });

  test('needs a key that may ask for decisions', async () => {
    const ctx = await brand.customer();
    await say(ctx);
    const id = idOf(ctx, 'ads');
    const forbidden = { code: 'forbidden' };
    await expect(confirmApplied(key(brand.id, ['ingest']), { id })).rejects.toMatchObject(forbidden);
    await expect(confirmApplied(ctx, { id })).rejects.toMatchObject(forbidden);
  });

  test('of another brand, or with an id that is none, finds nothing', async () => {
    const ctx = await brand.customer();
    await say(ctx);
    const other = await makeBrand(database);
    const missing = { code: 'not_found', message: 'There is no such delivery.' };
    await expect(confirmApplied(key(other.id), { id: idOf(ctx, 'ads') })).rejects.toMatchObject(missing);
    for (const id of ['', 'dlv_x', idOf(ctx, 'ads', 9), idOf(ctx, 'none')])
      await expect(confirmApplied(key(brand.id), { id })).rejects.toMatchObject(missing);
  });
});

describe('staff', () => {
  test('see deliveries in pages, and those that are stuck', async () => {
    const editor = await brand.staff('editor');
    const customers = await Promise.all(Array.from({ length: 5 }, () => brand.customer()));
    for (const ctx of customers) await say(ctx);
    const [stuck] = customers;
    if (stuck) await put(stuck, 'mail', 'parked');
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page = await listDeliveries(editor, { system: 'mail', stuck: false, after, size: 2 });
      all.push(...page.rows.map(({ id }) => id));
      after = page.older ?? undefined;
    } while (after);
    const [counted] = await database.owner`select count(*)::int as n from delivery where system = 'mail'`;
    expect(new Set(all).size).toBe(counted?.n);
    const { rows } = await listDeliveries(editor, { system: 'mail', stuck: true });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(stuck?.actor.customerId);
  });

  test('name a delivery by what tells nothing: not whose it is, nor which are one customer’s', async () => {
    const editor = await brand.staff('editor');
    const ctx = await brand.customer();
    for (const want of ['on', 'off'] as const) await say(ctx, want);
    const page = () => listDeliveries(editor, { system: 'mail', stuck: false, size: 2 });
    const { rows, older } = await page();
    const [newest = '', before = ''] = rows.map(({ id }) => id);
    const customer = Buffer.from(ctx.actor.customerId.replaceAll('-', ''), 'hex');
    const cursor = Buffer.from(older ?? '', 'base64url');
    for (const text of [newest, before, JSON.parse(cursor.toString())[1]])
      expect(Buffer.from(text, 'base64url').includes(customer)).toBe(false);
    expect(newest.slice(0, 12)).not.toBe(before.slice(0, 12));
    expect(newest.slice(-12)).not.toBe(before.slice(-12));
    expect(await page(), 'the same at every look').toEqual({ rows, older });
  });

  test('resend one, or all that are stuck; the rest stays as it is', async () => {
    const editor = await brand.staff('editor');
    const [one, two] = [await brand.customer(), await brand.customer()];
    for (const ctx of [one, two]) await say(ctx);
    await put(one, 'ads', 'parked');
    await put(two, 'ads', 'failed');
    await database.owner`update system set parked_at = now() where slug = 'ads'`;
    const { rows } = await listDeliveries(editor, { system: 'ads', stuck: true });
    const parked = rows.find(({ state }) => state === 'parked')?.id;
    const resent = (delivery?: string) => resendDeliveries(editor, { system: 'ads', delivery });
    for (const wrong of [idOf(one, 'ads'), 'dlv_', `${parked}AAAA`])
      await expect(resent(wrong)).rejects.toMatchObject({ code: 'not_found' });
    expect(await resent(parked)).toEqual({ resent: 1 });
    expect(await stages(one)).toEqual(['on_its_way', 'on_its_way']);
    expect((await resendDeliveries(editor, { system: 'ads' })).resent).toBeGreaterThan(0);
    expect(await resendDeliveries(editor, { system: 'ads' })).toEqual({ resent: 0 });
    const [row] = await database.owner`select parked_at from system where slug = 'ads'`;
    expect(row?.parked_at).toBeNull();
  });

  test('of another role or brand may do neither', async () => {
    const other = await (await makeBrand(database)).staff('owner');
    await expect(resendDeliveries(other, { system: 'ads' })).rejects.toMatchObject({ code: 'not_found' });
    expect((await listDeliveries(other, { system: 'ads', stuck: false })).rows).toEqual([]);
    const support = await brand.staff('support');
    await expect(resendDeliveries(support, { system: 'ads' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listDeliveries(support, { system: 'ads', stuck: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
