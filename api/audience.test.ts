import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withScope } from '#db/scope.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import { makeBrand } from '#domain/testing.ts';
import { type Call, type TestApi, testApi } from './api.testing.ts';

let api: TestApi;
let decides: Call;
let hears: Call;
beforeAll(async () => {
  api = await testApi();
  [decides, hears] = [await api.as('decide'), await api.as('choices')];
  await api.brand.publish('offers');
});
afterAll(() => api.database.drop());

const use = { category: 'purchases', purpose: 'recommend' };
const say = async (id: string, want: 'on' | 'off') =>
  setChoices(await customer(id), { wishes: [{ exchange: 'offers', want, version: 1 }], locale: null });

const known = new Map<string, ReturnType<TestApi['brand']['customer']>>();
function customer(id: string) {
  const ctx = known.get(id) ?? api.brand.customer(id);
  known.set(id, ctx);
  return ctx;
}

const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const changesAfter = async (after?: string, limit = 1000) =>
  (await hears('GET', `/changes?limit=${limit}${after ? `&after=${after}` : ''}`)).body as {
    changes: { customer: string; seq: number; on: boolean }[];
    next: string;
    more: boolean;
  };

/** The feed waits for every running transaction, those of other tests on this server too. */
async function changesOf(wanted: number, after?: string): Promise<{ customers: string[]; next: string }> {
  const customers: string[] = [];
  let next = after;
  while (customers.length < wanted) {
    const page = await changesAfter(next, 7);
    customers.push(...page.changes.map((change) => change.customer));
    next = page.next;
  }
  return { customers, next: next ?? '' };
}

/** The end of the feed, once all that is written so far is in it. */
async function settled(): Promise<{ next: string }> {
  const [{ count }] = await api.database.owner<[{ count: string }]>`
    select count(*) from ledger where brand_id = ${api.brand.id}`;
  return changesOf(Number(count));
}

const isOffOfA = (change: { customer: string; on: boolean }) => change.customer === 'A' && !change.on;

describe('an audience', () => {
  test('is who a decision would allow, whole, and continues in the feed', async () => {
    await Promise.all(['A', 'B', 'C', 'D'].map((id) => customer(id)));
    for (const id of ['A', 'B', 'C']) await say(id, 'on');
    await say('C', 'off');
    const { text, headers } = await decides('GET', '/audience?category=purchases&purpose=recommend');
    expect(headers.get('content-type')).toBe('application/x-ndjson');
    const [head, ...rest] = lines(text);
    expect(rest.at(-1)).toEqual({ end: true, customers: 2 });
    expect(
      rest
        .slice(0, -1)
        .map((line) => line.customer)
        .sort(),
    ).toEqual(['A', 'B']);
    await say('A', 'off');
    await vi.waitUntil(async () => (await changesAfter(String(head?.after))).changes.some(isOffOfA), 20_000);
  });

  test('of thousands agrees with their decisions, one by one', async () => {
    const brand = await makeBrand(api.database);
    await brand.publish('one');
    await brand.publish('two', { basis: 'legitimate_interests', level: 1 });
    await withScope(api.database.db, { kind: 'brand', brandId: brand.id }, async (tx) => {
      await tx.execute(sql`
        insert into customer (customer_id, brand_id, external_id)
        select gen_random_uuid(), ${brand.id}, 'X-' || n from generate_series(1, 5000) n`);
    });
    const { secret } = await api.newKey(brand, ['decide', 'ingest']);
    const call = api.withKey(secret);
    const ids = Array.from({ length: 5000 }, (_, i) => `N-${i}`);
    const shoe = { category: 'purchases', key: 'k', label: 'Shoes', source: 'observed' };
    await call(
      'POST',
      '/holdings',
      ids.map((id) => ({ ...shoe, customer: id })),
    );
    await api.database.owner`
      insert into choice (customer_id, brand_id, exchange, state, version, seq, chosen_at)
      select customer_id, brand_id, (array['one', 'two'])[1 + abs(hashtext(external_id)) % 2],
        (array['granted', 'refused', 'objected'])[1 + abs(hashtext(external_id || 'x')) % 3], 1, 1, now()
      from customer where brand_id = ${brand.id} and external_id like 'N-%'`;
    const { body } = await call('POST', '/decisions', { customers: ids, ...use });
    const allowed = (body.decisions as { customer: string; allowed: boolean }[])
      .filter((one) => one.allowed)
      .map((one) => one.customer);
    const { text } = await call('GET', '/audience?category=purchases&purpose=recommend');
    const told = lines(text).flatMap((line) =>
      String(line.customer ?? '').startsWith('N-') ? [line.customer] : [],
    );
    expect(told.sort()).toEqual(allowed.sort());
    expect(lines(text).at(-1)).toEqual({ end: true, customers: allowed.length + 5000 });
  });

  test('for a use that nobody knows is empty, and one without a use is refused', async () => {
    const { text } = await decides('GET', '/audience?category=purchases&purpose=sell');
    expect(lines(text).at(-1)).toEqual({ end: true, customers: 0 });
    expect((await decides('GET', '/audience?category=purchases')).status).toBe(422);
  });
});

describe('the feed of changes', () => {
  test('gives every choice once, page by page', async () => {
    for (const id of ['E', 'F', 'G']) await say(id, 'on');
    await settled();
    const seen: string[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await changesAfter(after, 2);
      seen.push(...page.changes.map((change) => `${change.customer} ${change.seq}`));
      [after, more] = [page.next, page.more];
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(['E 1', 'F 1', 'G 1']));
  });

  test('waits for a transaction that began earlier and commits later, instead of going past it', async () => {
    await Promise.all([customer('slow'), customer('fast')]);
    const { next } = await settled();
    const held = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const slow = withScope(api.database.db, { kind: 'brand', brandId: api.brand.id }, async (tx) => {
      await tx.execute(sql`select pg_current_xact_id()`);
      await tx.execute(sql`
        insert into ledger (customer_id, seq, brand_id, exchange, version, from_state, state, actor_kind, at, hash)
        select customer_id, 1, brand_id, 'offers', 1, 'never_asked', 'granted', 'system', now(), '\\x00'
        from customer where brand_id = ${api.brand.id} and external_id = 'slow'`);
      begun.resolve();
      await held.promise;
    });
    await begun.promise;
    await say('fast', 'on');
    const meanwhile = await changesAfter(next);
    expect(meanwhile.changes).toEqual([]);
    held.resolve();
    await slow;
    const after = await changesOf(2, meanwhile.next);
    expect(after.customers).toEqual(['slow', 'fast']);
  });

  test('loses nothing of many who choose at once while it is read', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `many-${i}`);
    for (const id of ids) await customer(id);
    const { next } = await settled();
    const [, seen] = await Promise.all([
      Promise.all(ids.map((id) => say(id, 'on'))),
      changesOf(ids.length, next),
    ]);
    expect(seen.customers.sort()).toEqual(ids.sort());
  });

  test.each(['x', '1', '1.2.3', '99999999999999999999.0.0'])('does not know the place %j', async (after) => {
    expect((await hears('GET', `/changes?after=${after}`)).status).toBe(422);
  });

  test('tells a brand its own changes only', async () => {
    const { secret } = await api.newKey(await makeBrand(api.database), ['choices']);
    expect((await api.withKey(secret)('GET', '/changes')).body).toMatchObject({ changes: [], more: false });
  });
});
