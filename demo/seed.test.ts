import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '#domain/actor.ts';
import type { Ctx } from '#domain/context.ts';
import { missingForPublishing } from '#domain/exchange/terms.ts';
import { readLedger, verifyChain } from '#domain/ledger/verify-chain.ts';
import { findStatement } from '#domain/statement/queries.ts';
import { capitals } from '#lib/terms.ts';
import { type DemoBrand, demoPeople } from './people.ts';
import { seedDemo } from './seed.ts';

let database: TestDatabase;
const said: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  await seedDemo(database.db, { say: (line) => said.push(line) });
}, 120_000);
afterAll(() => database.drop());

/** A demo person in front of one brand's pages. */
async function at(name: string, slug: DemoBrand): Promise<Ctx<CustomerActor>> {
  const [row] = await database.owner`
    select r.person_id, r.brand_id, r.customer_id
    from relation r join person p on p.id = r.person_id join brand b on b.id = r.brand_id
    where p.email = ${`${name}@example.com`} and b.slug = ${slug}`;
  return {
    db: database.db,
    actor: {
      kind: 'customer',
      personId: row?.person_id,
      brandId: row?.brand_id,
      customerId: row?.customer_id,
    },
  };
}

const exchangesOf = async (name: string, slug: DemoBrand) =>
  (await findStatement(await at(name, slug))).categories.flatMap((category) => category.exchanges);

const mira = async () => [
  ...(await exchangesOf('mira', 'brightfennel')),
  ...(await exchangesOf('mira', 'otterlight')),
  ...(await exchangesOf('mira', 'fellwhistle')),
];

describe('the customer of all three', () => {
  test('is told of one promise that was never kept, one that is behind, and of many that were kept', async () => {
    const by = Map.groupBy(await mira(), (exchange) => exchange.promise);
    const slugs = (status: 'never' | 'behind') => by.get(status)?.map(({ slug }) => slug);
    expect(slugs('never')).toEqual(['insurer-bonus']);
    expect(slugs('behind')).toEqual(['cheaper-with-ads']);
    expect(by.get('kept')?.length).toBeGreaterThan(15);
  });

  test('has received value of all four kinds', async () => {
    const rows = await database.owner`
      select distinct b.capital from benefit b join relation r using (customer_id) join person p on p.id = r.person_id
      where p.email = 'mira@example.com'`;
    expect(rows.map((row) => row.capital).sort()).toEqual([...capitals].sort());
  });

  test('stands on exchanges in every way there is', async () => {
    const standings = new Set((await mira()).map(({ standing }) => standing));
    expect(standings).toEqual(
      new Set(['never_asked', 'granted', 'refused', 'withdrawn', 'expired', 'objected', 'locked']),
    );
  });

  test('is asked again about the exchange that took more, not about the one that was only reworded', async () => {
    const exchanges = await mira();
    const named = (slug: string) => exchanges.find((exchange) => exchange.slug === slug);
    expect(named('fridays-picks')).toMatchObject({ version: 2, standing: 'expired', asks: true });
    expect(named('maker-coupons')).toMatchObject({ version: 2, standing: 'granted', asks: false });
  });
});

test('editors find a draft that lacks something, and one that would ask everyone again', async () => {
  const rows =
    await database.owner`select slug, live_version, draft from exchange where draft is not null order by 1`;
  expect(rows.map(({ slug, live_version }) => [slug, live_version])).toEqual([
    ['waste-less', null],
    ['watch-together', 1],
  ]);
  const [unfinished, wider] = rows.map((row) => row.draft);
  expect(missingForPublishing(unfinished, 'en')).toContain('get');
  expect(missingForPublishing(wider, 'en')).toEqual([]);
});

test('the customer of all three finds in her history who looked her up, and why', async () => {
  const { actor } = await at('mira', 'brightfennel');
  const rows = await database.owner`
    select role, details from audit where customer_id = ${actor.customerId} and action = 'customer.looked_up'`;
  expect(rows).toMatchObject([{ role: 'support', details: { reason: expect.stringMatching(/order/) } }]);
});

describe('the others', () => {
  test('the new customer has nothing held, the busy one thousands', async () => {
    expect((await findStatement(await at('till', 'otterlight'))).held.count).toBe(0);
    expect((await findStatement(await at('layla', 'fellwhistle'))).held.count).toBeGreaterThan(2000);
  });

  test('each brand has an owner, an editor, a support and an analyst', async () => {
    const rows = await database.owner`
      select b.slug, array_agg(s.role order by s.role) as roles from staff s join brand b on b.id = s.brand_id
      group by b.slug`;
    expect(rows).toHaveLength(3);
    for (const { roles } of rows) expect(roles).toEqual(['analyst', 'editor', 'owner', 'support']);
  });

  test('the sign-in page can offer every one of them', async () => {
    const rows = await database.owner`
      select p.email from demo_person d join person p on p.id = d.person_id order by d.position`;
    expect(rows.map((row) => row.email)).toEqual(demoPeople.map(({ email }) => email));
  });
});

describe('what was written', () => {
  test('counts as many holdings as there are', async () => {
    const wrong = await database.owner`
      with held as (
        select customer_id, category, count(*) from holding group by 1, 2
        union all select customer_id, category, count(*) from holding_mark group by 1, 2),
      told as (select customer_id, category, sum(count) as count from holding_tally group by 1, 2)
      select * from held full join told using (customer_id, category) where held.count is distinct from told.count`;
    expect(wrong).toEqual([]);
  });

  test('is an unbroken ledger for every customer who answered', async () => {
    const customers = await database.owner`
      select distinct l.customer_id, l.brand_id, r.person_id from ledger l join relation r using (customer_id)`;
    expect(customers.length).toBeGreaterThan(300);
    for (const { customer_id, brand_id, person_id } of customers) {
      const actor: CustomerActor = {
        kind: 'customer',
        personId: person_id,
        brandId: brand_id,
        customerId: customer_id,
      };
      expect(verifyChain(await readLedger({ db: database.db, actor }))).toEqual({ ok: true });
    }
  });

  test('is in the order of time, and none of it is from the future', async () => {
    const [row] = await database.owner`
      select count(*) filter (where at > now()) as later, count(*) filter (where at < before) as unordered
      from (select at, lag(at) over (partition by customer_id order by seq) as before from ledger) entries`;
    expect(row).toEqual({ later: '0', unordered: '0' });
  });

  test('gives every consent a history of all kinds', async () => {
    const rows = await database.owner`select distinct state from choice order by 1`;
    expect(rows.map((row) => row.state)).toEqual(['expired', 'granted', 'objected', 'refused', 'withdrawn']);
  });
});

describe('starting again', () => {
  const written = async () => {
    const [row] = await database.owner`
      select (select count(*) from ledger) as ledger, (select count(*) from holding) as holdings,
        (select count(*) from benefit) as benefits, (select count(*) from person) as people,
        (select count(*) from exchange_version) as versions`;
    return row;
  };

  test('finds the demo there and leaves it as it is', async () => {
    const before = await written();
    expect(await seedDemo(database.db)).toBe('there');
    expect(await written()).toEqual(before);
  });

  test('finishes a demo that was cut off, without saying anything twice', async () => {
    const before = await written();
    await database.owner`delete from demo_person`;
    expect(await seedDemo(database.db)).toBe('made');
    expect(await written()).toEqual(before);
  });
});

test('says what it is doing', () => {
  expect(said).toHaveLength(4);
  expect(said.join('\n')).toMatch(/Brightfennel: 300 customers/);
});
