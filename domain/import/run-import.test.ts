import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { makeBrand } from '../testing.ts';
import { csv, files, tinyMapping, tinyShop } from './import.testing.ts';
import { mappingSchema } from './mapping.ts';
import { runImport } from './run-import.ts';

let database: TestDatabase;
let shop: Awaited<ReturnType<typeof tinyShop>>;
let nth = 0;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  shop = await tinyShop(database, `shop-${++nth}`);
});
afterAll(() => database.drop());

const bread = '1,k1,Bread,2.50,0.20,2017-01-01';
const milk = '1,k2,Milk,1.10,,2017-03-01T10:00:00+02:00';
const tea = '2,k3,Tea,4,0,2017-02-01';
const tallies = () =>
  shop.ask(`select external_id as id, source, count, first_at::date::text as first, last_at::date::text as last
    from holding_tally join customer using (customer_id) order by 1, 2`);
const counts = (inserted: number, updated: number, unchanged: number) => ({ inserted, updated, unchanged });

describe('an import', () => {
  test('brings customers, what is held on them, what they got, and how much there is of it', async () => {
    const report = await shop.load(csv(bread, milk, tea));
    expect(report).toMatchObject({
      status: 'loaded',
      customers: counts(2, 0, 0),
      feeds: [{ rows: 3, skipped: 0, bad: 0, holdings: counts(3, 0, 0), benefits: counts(1, 0, 0) }],
    });
    expect(await shop.ask('select label, amount::text, unit, capital from benefit')).toEqual([
      { label: 'Off Bread', amount: '0.20', unit: 'EUR', capital: 'economic' },
    ]);
    expect(await tallies()).toEqual([
      { id: '1', source: 'observed', count: 2, first: '2017-01-01', last: '2017-03-01' },
      { id: '2', source: 'observed', count: 1, first: '2017-02-01', last: '2017-02-01' },
    ]);
    expect(await shop.ask('select since::date::text as since from customer order by external_id')).toEqual([
      { since: '2017-01-01' },
      { since: '2017-02-01' },
    ]);
  });

  test('done again changes nothing and says so', async () => {
    await shop.load(csv(bread, milk, tea));
    const newest = () => shop.ask('select max(xmin::text::bigint) as newest from holding');
    const before = await newest();
    expect(await shop.load(csv(bread, milk, tea))).toMatchObject({
      status: 'unchanged',
      customers: counts(0, 0, 2),
      feeds: [{ holdings: counts(0, 0, 3), benefits: counts(0, 0, 1) }],
    });
    expect(await newest()).toEqual(before);
  });

  test('takes over what changed, adds what is new, and counts again', async () => {
    await shop.load(csv(bread, milk));
    const report = await shop.load(csv('1,k1,Rye bread,2.75,0.30,2017-04-01', milk, tea));
    expect(report.feeds).toMatchObject([{ holdings: counts(1, 1, 1), benefits: counts(0, 1, 0) }]);
    expect(await shop.ask(`select label, value from holding where key = 'k1'`)).toEqual([
      { label: 'Rye bread', value: '2.75 EUR' },
    ]);
    expect(await tallies()).toMatchObject([
      { id: '1', count: 2, first: '2017-03-01', last: '2017-04-01' },
      { id: '2' },
    ]);
  });

  test('moves the count when a datum turns out to come from elsewhere', async () => {
    await shop.load(csv(bread, milk));
    const [holding] = tinyMapping().feeds[0]?.holdings ?? [];
    await shop.load(csv(bread, milk), { holdings: [{ ...holding, source: 'acquired' }] });
    expect(await tallies()).toMatchObject([{ id: '1', source: 'acquired', count: 2 }]);
  });

  test('rehearsed says what would come of it, and leaves no trace', async () => {
    const report = await shop.load(csv(bread, tea), {}, { dryRun: true });
    expect(report).toMatchObject({ status: 'rehearsed', customers: counts(2, 0, 0) });
    expect(await shop.ask('select 1 from customer union all select 1 from holding_tally')).toEqual([]);
    expect(
      await database.owner`select 1 from audit where brand_id = ${shop.brandId} and action like 'import%'`,
    ).toEqual([]);
  });

  test('is written down', async () => {
    await shop.load(csv(bread));
    const [row] =
      await database.owner`select * from audit where brand_id = ${shop.brandId} and action = 'import.loaded'`;
    expect(row).toMatchObject({ role: 'system', details: { customers_inserted: 1, holdings_inserted: 1 } });
  });

  test('tells how far it is', async () => {
    const phases: string[] = [];
    await shop.load(csv(bread), {}, { onProgress: ({ phase, rows }) => phases.push(`${phase} ${rows}`) });
    expect(phases).toContain('reading 1');
    expect(phases.at(-1)).toBe('merging 1');
  });
});

describe('what the portal keeps', () => {
  const rule = { source: 'provided', key: ['key'], label: 'Card', value: '{what}', collectedAt: 'at' };

  test('of a masked category is the mask, and a key that does not give the value away', async () => {
    await shop.load(csv('1,4242424242424242,4242 4242 4242 4242,1,,2017-01-01'), {
      holdings: [{ ...rule, category: 'card' }],
      benefits: [],
    });
    const [held] = await shop.ask('select * from holding');
    expect(held).toMatchObject({ label: 'Card', value: '… 4242' });
    expect(JSON.stringify(held)).not.toMatch(/4242 ?4242/);
    expect(await tallies()).toMatchObject([{ count: 1, source: 'provided' }]);
  });

  test('of a counted category is how many and when, whatever is sent again', async () => {
    const visits = { holdings: [{ ...rule, category: 'visits', source: 'observed' }], benefits: [] };
    expect((await shop.load(csv(bread, milk), visits)).feeds).toMatchObject([{ holdings: counts(2, 0, 0) }]);
    expect((await shop.load(csv(bread, tea, milk), visits)).feeds).toMatchObject([
      { holdings: counts(1, 0, 2) },
    ]);
    expect(await shop.load(csv(bread, tea, milk), visits)).toMatchObject({ status: 'unchanged' });
    expect(await shop.ask('select * from holding')).toEqual([]);
    expect(await tallies()).toEqual([
      { id: '1', source: 'observed', count: 2, first: '2017-01-01', last: '2017-03-01' },
      { id: '2', source: 'observed', count: 1, first: '2017-02-01', last: '2017-02-01' },
    ]);
  });
});

describe('a mapping says how the data is read', () => {
  const read = async (feed: Record<string, unknown>, contents: Record<string, string>, lookUps = {}) => {
    const mapping = mappingSchema.parse({ lookUps, feeds: [{ file: 'a', customer: { id: 'id' }, ...feed }] });
    return runImport(shop.ctx, { mapping, open: files(contents) });
  };
  const holding = { category: 'bought', source: 'observed', key: ['id'], label: 'Thing' };

  test('times of a zone, dates of a land, decimals after a comma, cells that mean nothing', async () => {
    await read(
      {
        zone: 'Europe/Berlin',
        delimiter: ';',
        unknown: ['NULL', '-'],
        columns: { price: { read: 'number', decimal: ',' }, day: { format: 'day.month.year' } },
        holdings: [{ ...holding, value: ['{price} EUR', 'no price'], collectedAt: 'day', keepDays: 10 }],
      },
      { a: 'id;price;day\n1;2,50;1.7.2017\n2;NULL;31.12.2017 23:30\n3;-;-\n' },
    );
    const rows = await shop.ask(`select value, collected_at::text as at, keep_until::date::text as until
      from holding join customer using (customer_id) order by external_id`);
    expect(rows).toEqual([
      { value: '2.50 EUR', at: '2017-06-30 22:00:00+00', until: '2017-07-10' },
      { value: 'no price', at: '2017-12-31 22:30:00+00', until: '2018-01-10' },
      { value: 'no price', at: null, until: null },
    ]);
  });

  test('names from a look-up, rows to leave out, and parts of a row', async () => {
    const report = await read(
      {
        lookUp: { shops: ['shop', 'land'] },
        skipWhen: { column: 'kind', in: ['test'] },
        holdings: [
          {
            ...holding,
            part: 'place',
            key: [],
            label: ['In {shops.town}', 'Somewhere'],
            when: { column: 'shop', known: true },
          },
          { ...holding, part: 'kind', key: ['kind'], label: 'Kind {kind}' },
        ],
      },
      {
        a: 'id,shop,land,kind\n1,7,de,web\n2,8,de,web\n3,,,web\n4,7,de,test\n',
        shops: 'shop,land,town\n7,de,Ulm\n7,at,Linz\n',
      },
      { shops: { file: 'shops', key: ['shop', 'land'] } },
    );
    expect(report.feeds).toMatchObject([{ rows: 4, skipped: 1 }]);
    expect(
      await shop.ask(
        'select key, label from holding join customer using (customer_id) order by external_id, key',
      ),
    ).toEqual([
      { key: 'kind/web', label: 'Kind web' },
      { key: 'place', label: 'In Ulm' },
      { key: 'kind/web', label: 'Kind web' },
      { key: 'place', label: 'Somewhere' },
      { key: 'kind/web', label: 'Kind web' },
    ]);
  });

  test('keys of several columns are never mistaken for one another', async () => {
    await read(
      { holdings: [{ ...holding, key: ['x', 'y'] }] },
      { a: 'id,x,y\n1,a/b,c\n1,a,b/c\n1,a%2Fb,c\n' },
    );
    expect(await shop.ask('select count(*)::int as n from holding')).toEqual([{ n: 3 }]);
  });

  test('NDJSON by its content, numbers as they are written', async () => {
    await read(
      {
        customer: { id: 'id', email: 'mail', oidcSubject: 'https://id.example|{sub}', since: 'since' },
        holdings: [{ ...holding, value: '{price}' }],
      },
      {
        a: '{"id":7,"price":93.54,"mail":"Ann@Example.com","sub":"s1","since":"2015-05-05"}\n\n{"id":8,"price":null}\n',
      },
    );
    expect(
      await shop.ask(`select external_id as id, email, oidc_subject as oidc, value from customer
        join holding using (customer_id) order by 1`),
    ).toEqual([
      { id: '7', email: 'ann@example.com', oidc: 'https://id.example|s1', value: '93.54' },
      { id: '8', email: null, oidc: null, value: null },
    ]);
  });
});

describe('customers', () => {
  const people = { customer: { id: 'id', email: 'mail' }, holdings: [], benefits: [] };
  const since = { ...people.customer, since: 'since' };

  test('change their address, and keep it when a later file does not know it', async () => {
    await shop.load('id,mail\n1,a@example.com\n', people);
    expect((await shop.load('id,mail\n1,b@example.com\n', people)).customers).toEqual(counts(0, 1, 0));
    expect((await shop.load('id,mail\n1,\n', people)).customers).toEqual(counts(0, 0, 1));
    expect(await shop.ask('select email from customer')).toEqual([{ email: 'b@example.com' }]);
  });

  test('keep their address when a later file says something else about them', async () => {
    await shop.load('id,mail,since\n1,a@example.com,2020-01-02\n', { ...people, customer: since });
    const later = await shop.load('id,mail,since\n1,,2019-01-02\n', { ...people, customer: since });
    expect(later.customers).toEqual(counts(0, 1, 0));
    expect(await shop.ask(`select email, since::date::text from customer`)).toEqual([
      { email: 'a@example.com', since: '2019-01-02' },
    ]);
  });

  test('with two addresses in one file are a bad row; skipped, the first counts', async () => {
    const torn = 'id,mail\n1,\n1,b@example.com\n1,a@example.com\n';
    const refused = await shop.load(torn, people);
    expect(refused).toMatchObject({
      status: 'refused',
      bad: { total: 1, kept: [{ line: 4, code: 'key_differs', value: '1', found: '3' }] },
    });
    await shop.load(torn, people, { skipBad: true });
    expect(await shop.ask('select email from customer')).toEqual([{ email: 'b@example.com' }]);
  });

  test('with an address that is none are a bad row', async () => {
    const report = await shop.load('id,mail\n1,at home\n', people);
    expect(report.bad.kept).toMatchObject([{ column: 'mail', code: 'not_an_email', value: 'at home' }]);
  });

  test.each(['a\0b@example.com', 'a\uFFFDb@example.com', 'a\u202Eb@example.com'])(
    'with an address that has %j in it are a bad row',
    async (mail) => {
      const report = await shop.load(`id,mail\n1,${mail}\n`, people);
      expect(report.bad.kept).toMatchObject([{ column: 'mail', code: 'not_an_email' }]);
    },
  );
});

describe('who may', () => {
  test('owner and editor may; support and analyst may not', async () => {
    const brand = await makeBrand(database);
    const mapping = tinyMapping({ holdings: [], benefits: [] });
    const job = { mapping, open: files({ 'bought.csv': csv(bread) }) };
    for (const role of ['owner', 'editor'] as const)
      expect(await runImport(await brand.staff(role), job)).toMatchObject({ feeds: [{ rows: 1 }] });
    for (const role of ['support', 'analyst'] as const)
      await expect(runImport(await brand.staff(role), job)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('the same customer number at another brand is another customer, untouched', async () => {
    const other = await tinyShop(database, `shop-${++nth}`);
    await other.load(csv(bread));
    await shop.load(csv('1,k1,Cake,9,,2018-01-01'));
    expect(await other.ask('select label from holding')).toEqual([{ label: 'Bread' }]);
    expect(await shop.ask('select label from holding')).toEqual([{ label: 'Cake' }]);
  });

  test('a category or exchange that only another brand has is named before anything is read', async () => {
    await (await makeBrand(database)).publish('luck');
    const [holding] = tinyMapping().feeds[0]?.holdings ?? [];
    const [benefit] = tinyMapping().feeds[0]?.benefits ?? [];
    const open = async () => {
      throw new Error('nothing should be read');
    };
    const mapping = tinyMapping({
      holdings: [{ ...holding, category: 'purchases' }],
      benefits: [{ ...benefit, exchange: 'luck' }],
    });
    await expect(runImport(shop.ctx, { mapping, open })).rejects.toMatchObject({
      code: 'invalid',
      fields: { 'feeds.0.holdings.0.category': 'purchases', 'feeds.0.benefits.0.exchange': 'luck' },
    });
  });

  test('a second import into the same brand at the same time is turned away, into another it is not', async () => {
    let go = () => {};
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    const started = Promise.withResolvers<void>();
    async function* slowly() {
      started.resolve();
      yield Buffer.from(csv(bread));
      await waiting;
    }
    const open = async () => ({ stream: Readable.from(slowly()), size: null });
    const first = runImport(shop.ctx, { mapping: tinyMapping(), open });
    await started.promise;
    await expect(shop.load(csv(tea))).rejects.toMatchObject({ code: 'conflict' });
    const other = await tinyShop(database, `shop-${++nth}`);
    expect(await other.load(csv(tea))).toMatchObject({ status: 'loaded' });
    go();
    expect(await first).toMatchObject({ status: 'loaded' });
  });

  test('a file that breaks off while it is read leaves nothing behind', async () => {
    async function* broken() {
      yield Buffer.from(csv(bread));
      await wait(1);
      throw new Error('the disk is gone');
    }
    const open = async () => ({ stream: Readable.from(broken()), size: null });
    await expect(runImport(shop.ctx, { mapping: tinyMapping(), open })).rejects.toThrow('the disk is gone');
    expect(await shop.ask('select * from customer')).toEqual([]);
  });

  test('a database that goes away in the middle leaves nothing behind, and the process alive', async () => {
    async function* cut() {
      yield Buffer.from(csv(bread));
      await database.owner`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and state = 'idle in transaction'`;
      yield Buffer.from(`${milk}\n`);
    }
    const open = async () => ({ stream: Readable.from(cut()), size: null });
    await expect(runImport(shop.ctx, { mapping: tinyMapping(), open })).rejects.toThrow();
    expect(await shop.ask('select * from customer')).toEqual([]);
    expect(await shop.load(csv(bread))).toMatchObject({ status: 'loaded' });
  });
});
