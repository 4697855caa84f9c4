import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revokeKey } from '#domain/api-key/revoke-key.ts';
import { endYeses } from '#domain/choice/end-yeses.ts';
import { objectBySignal } from '#domain/choice/object-by-signal.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { retireExchange } from '#domain/exchange/retire-exchange.ts';
import { makeBrand, type TestBrand } from '#domain/testing.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let brand: TestBrand;
let call: Call;
beforeAll(async () => {
  api = await testApi();
  brand = api.brand;
  call = await api.as('decide');
  await brand.publish('offers');
});
afterAll(() => api.database.drop());

const use = { category: 'purchases', purpose: 'recommend' };
const decide = async (customer: string, more = {}) =>
  (await call('POST', '/decisions', { customer, ...use, ...more })).body;

let count = 0;
const newCustomer = async () => {
  const id = `C-${++count}`;
  const ctx = await brand.customer(id);
  const say = (want: 'on' | 'off', exchange = 'offers', version = 1) =>
    setChoices(ctx, { wishes: [{ exchange, want, version }], locale: null });
  return { id, say };
};

describe('a decision', () => {
  test('follows the customer at once: never asked, on, off', async () => {
    const { id, say } = await newCustomer();
    expect(await decide(id)).toMatchObject({
      allowed: false,
      reason: 'never_asked',
      exchange: 'offers',
      seq: 0,
    });
    await say('on');
    const yes = await decide(id);
    expect(yes).toMatchObject({ allowed: true, reason: 'granted', exchange: 'offers', version: 1, seq: 1 });
    expect(Date.parse(String(yes.checkedAt))).toBeLessThanOrEqual(Date.now());
    await say('off');
    expect(await decide(id)).toMatchObject({ allowed: false, reason: 'withdrawn', seq: 2 });
  });

  test('names the browser’s privacy signal where that said no, and a yes that ended', async () => {
    const other = await makeBrand(api.database);
    await other.publish('shared', { level: 3, recipients: ['A'] });
    const ask = api.withKey((await api.newKey(other, ['decide'])).secret);
    const ctx = await other.customer('C-1');
    const answer = async () => (await ask('POST', '/decisions', { customer: 'C-1', ...use })).body;
    await objectBySignal(ctx);
    expect(await answer()).toMatchObject({ allowed: false, reason: 'gpc', exchange: 'shared', seq: 1 });
    const wishes = [{ exchange: 'shared', want: 'on' as const, version: 1 }];
    await setChoices(ctx, { wishes, locale: null, signal: true });
    expect(await answer()).toMatchObject({ allowed: true, reason: 'granted', seq: 2 });
    await other.publish('shared', { level: 3, recipients: ['A', 'B'] });
    expect(await answer()).toMatchObject({ allowed: false, reason: 'expired', seq: 2 });
    await endYeses(other.system);
    expect(await answer()).toMatchObject({ allowed: false, reason: 'expired', seq: 3 });
  });

  test('is a no, with its reason and status 200, for whatever is unknown', async () => {
    const { id } = await newCustomer();
    const replies = await Promise.all([
      call('POST', '/decisions', { customer: 'nobody', ...use }),
      call('POST', '/decisions', { customer: id, category: 'location', purpose: 'recommend' }),
      call('POST', '/decisions', { customer: id, category: 'purchases', purpose: 'sell' }),
      call('POST', '/decisions', { customer: id, ...use, exchange: 'not-there' }),
    ]);
    expect(replies.map(({ status, body }) => [status, body.allowed, body.reason])).toEqual([
      [200, false, 'unknown_customer'],
      [200, false, 'unknown_exchange'],
      [200, false, 'unknown_exchange'],
      [200, false, 'unknown_exchange'],
    ]);
  });

  test('is a no when it cannot know what the caller has seen', async () => {
    const { id, say } = await newCustomer();
    await say('on');
    expect(await decide(id, { minSeq: 1 })).toMatchObject({ allowed: true });
    expect(await decide(id, { minSeq: 2 })).toMatchObject({ allowed: false, reason: 'unavailable', seq: 1 });
  });

  test('of two exchanges about one use heeds a no to either, until a later yes to the one that is named', async () => {
    const two = await testBrandWith('first', 'second');
    const { secret } = await api.newKey(two, ['decide']);
    const ctx = await two.customer('A');
    const ask = async (exchange?: string) =>
      (await api.withKey(secret)('POST', '/decisions', { customer: 'A', ...use, exchange })).body;
    const say = (exchange: string, want: 'on' | 'off') =>
      setChoices(ctx, { wishes: [{ exchange, want, version: 1 }], locale: null });
    await say('second', 'on');
    expect(await ask()).toMatchObject({ allowed: true, exchange: 'second' });
    await say('first', 'off');
    expect(await ask()).toMatchObject({ allowed: false, exchange: 'first', reason: 'refused' });
    expect(await ask('second')).toMatchObject({ allowed: false, exchange: 'second', reason: 'withdrawn' });
    await say('second', 'on');
    expect(await ask()).toMatchObject({ allowed: false, exchange: 'first', reason: 'refused' });
    expect(await ask('second')).toMatchObject({ allowed: true });
  });

  test('about an exchange that is no more is a no', async () => {
    const brief = await testBrandWith('brief');
    const { secret } = await api.newKey(brief, ['decide']);
    const ctx = await brief.customer('A');
    await setChoices(ctx, { wishes: [{ exchange: 'brief', want: 'on', version: 1 }], locale: null });
    await retireExchange(await brief.staff('owner'), { slug: 'brief', revision: 1 });
    const { body } = await api.withKey(secret)('POST', '/decisions', { customer: 'A', ...use });
    expect(body).toMatchObject({ allowed: false, reason: 'unknown_exchange' });
  });
});

const testBrandWith = async (...exchanges: string[]) => {
  const made = await makeBrand(api.database);
  for (const exchange of exchanges) await made.publish(exchange);
  return made;
};

describe('many at once', () => {
  test('are answered one by one, in the order asked', async () => {
    const [a, b] = [await newCustomer(), await newCustomer()];
    await a.say('on');
    const { status, body } = await call('POST', '/decisions', {
      customers: [b.id, 'nobody', a.id, b.id],
      ...use,
    });
    expect(status).toBe(200);
    expect(body.decisions).toMatchObject([
      { customer: b.id, allowed: false, reason: 'never_asked' },
      { customer: 'nobody', allowed: false, reason: 'unknown_customer', exchange: 'offers' },
      { customer: a.id, allowed: true, reason: 'granted' },
      { customer: b.id, allowed: false },
    ]);
    expect(body).not.toHaveProperty('allowed');
  });

  test('may be 10,000, not more', async () => {
    const customers = Array.from({ length: 10_001 }, (_, i) => `N-${i}`);
    const most = await call('POST', '/decisions', { customers: customers.slice(1), ...use });
    expect(most.body.decisions).toHaveLength(10_000);
    const more = await call('POST', '/decisions', { customers, ...use });
    expect(more).toMatchObject({ status: 422, body: { allowed: false, fields: { customers: 'too_long' } } });
  });
});

describe('a key', () => {
  test("of another brand knows none of this brand's customers", async () => {
    const { id, say } = await newCustomer();
    await say('on');
    const { secret } = await api.newKey(await testBrandWith('offers'), ['decide']);
    const { body } = await api.withKey(secret)('POST', '/decisions', { customer: id, ...use });
    expect(body).toMatchObject({ allowed: false, reason: 'unknown_customer' });
  });

  test('that is revoked is refused by the very next call', async () => {
    const { id, say } = await newCustomer();
    await say('on');
    const key = await api.newKey(brand, ['decide']);
    const ask = () => api.withKey(key.secret)('POST', '/decisions', { customer: id, ...use });
    expect(await ask()).toMatchObject({ status: 200, body: { allowed: true } });
    await revokeKey(await brand.staff('owner'), key.id);
    expect(await ask()).toMatchObject({ status: 401, body: { allowed: false } });
  });

  test('without the scope is refused, and so is no key, before the body is looked at', async () => {
    const other = await api.as('ingest', 'choices');
    const nobody = await api.as();
    const question = { customer: 'A', ...use };
    expect(await other('POST', '/decisions', question)).toMatchObject({
      status: 403,
      body: { allowed: false },
    });
    const reply = await nobody('POST', '/decisions', '{');
    expect(reply).toMatchObject({ status: 401, body: { allowed: false, code: 'unauthenticated' } });
    expect(reply.headers.get('www-authenticate')).toContain('Bearer');
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
  });
});
