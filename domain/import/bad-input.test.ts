import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import { deepLine } from '#lib/attacks.testing.ts';
import { csv, head, tinyShop } from './import.testing.ts';

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

const good = '1,k1,Bread,2.50,0.20,2017-01-01';
const counts = () =>
  shop.ask('select (select count(*)::int from holding) as h, (select count(*)::int from customer) as c');
const nothing = [{ h: 0, c: 0 }];

describe('one bad row keeps everything out, and the report names it', () => {
  test.each([
    ['a row with too few cells', '1,k2,Milk', { code: 'row_ragged', column: null, wanted: 6, found: 3 }],
    ['a row with too many cells', '1,k2,Milk,1,,2017-01-01,x', { code: 'row_ragged', wanted: 6, found: 7 }],
    [
      'a day that does not exist',
      '1,k2,Milk,1,,2017-02-29',
      { code: 'no_such_time', column: 'at', value: '2017-02-29' },
    ],
    [
      'an hour that does not exist',
      '1,k2,Milk,1,,2017-02-01T24:00:00Z',
      { code: 'no_such_time', column: 'at' },
    ],
    [
      'a day written otherwise',
      '1,k2,Milk,1,,01.02.2017',
      { code: 'not_a_time', column: 'at', wanted: 'iso' },
    ],
    [
      'an amount that is no number',
      '1,k2,Milk,abc,,2017-01-01',
      { code: 'not_a_number', column: 'amount', value: 'abc' },
    ],
    ['an amount with a comma', '1,k2,Milk,"1,50",,2017-01-01', { code: 'not_a_number', column: 'amount' }],
    ['an amount that is not finite', '1,k2,Milk,NaN,,2017-01-01', { code: 'not_a_number', column: 'amount' }],
    [
      'a benefit below nothing',
      '1,k2,Milk,1,-0.10,2017-01-01',
      { code: 'negative', column: 'saved', value: '-0.10' },
    ],
    [
      'a customer without a number',
      ',k2,Milk,1,,2017-01-01',
      { code: 'cell_unknown', column: 'id', value: null },
    ],
    ['an empty key', '1,,Milk,1,,2017-01-01', { code: 'cell_unknown', column: 'key' }],
    ['a NUL byte', '1,k2,Mi\0lk,1,,2017-01-01', { code: 'cell_unstorable', column: 'what', value: 'Mi␀lk' }],
    [
      'a text of a megabyte',
      `1,k2,${'x'.repeat(1_000_000)},1,,2017-01-01`,
      { code: 'cell_too_long', column: 'what' },
    ],
    [
      'the same key with another value',
      '1,k1,Bread,2.60,0.20,2017-01-01',
      { code: 'key_differs', value: 'k1', found: '2' },
    ],
  ])('%s', async (_, row, fault) => {
    const report = await shop.load(csv(good, row));
    expect(report).toMatchObject({ status: 'refused', bad: { total: 1 } });
    expect(report.bad.kept).toMatchObject([{ file: 'bought.csv', line: 3, ...fault }]);
    expect(await counts()).toEqual(nothing);
  });

  test('seconds since 1970 that lie before our calendar', async () => {
    const columns = { amount: { read: 'number' }, at: { format: 'unix' } };
    const report = await shop.load(csv('1,k1,Bread,2.50,0.20,1483228800', '1,k2,Tea,1,,-99999999999'), {
      columns,
    });
    expect(report.bad.kept).toMatchObject([{ line: 3, column: 'at', code: 'no_such_time' }]);
    expect(await counts()).toEqual(nothing);
  });

  test('bytes of another encoding, by line and column', async () => {
    const report = await shop.load(Buffer.from(csv(good, '1,k2,Käse,1,,2017-01-01'), 'latin1'));
    expect(report.bad.kept).toMatchObject([{ line: 3, column: 'what', code: 'cell_encoding' }]);
    expect(await counts()).toEqual(nothing);
  });

  test('half of a surrogate pair, which only JSON can say', async () => {
    const row = String.raw`{"id":"1","key":"k","what":"\ud800","amount":"1","saved":"","at":"2017-01-01"}`;
    const report = await shop.load(`${row}\n`);
    expect(report.bad.kept).toMatchObject([{ line: 1, column: 'what', code: 'cell_unstorable' }]);
    expect(report.bad.kept[0]?.value?.isWellFormed()).toBe(true);
  });

  test('a number that JSON cannot carry exactly, a list, and a line that is no object', async () => {
    const rest = '"key":"k","what":"Tea","saved":"","at":"2017-01-01"';
    const report = await shop.load(
      [`{"id":12345678901234567890,"amount":1,${rest}}`, `{"id":1,"amount":[1],${rest}}`, '[1]'].join('\n'),
    );
    expect(report.bad.kept.map(({ line, code, column }) => [line, code, column])).toEqual([
      [1, 'cell_inexact', 'id'],
      [2, 'cell_nested', 'amount'],
      [3, 'row_not_json', null],
    ]);
  });

  test.each([100, 1_500, 100_000])('lists %i deep within each other', async (levels) => {
    const report = await shop.load(`${deepLine(levels)}\n`);
    expect(report.bad.kept[0]).toMatchObject({
      line: 1,
      code: levels < 2_000 ? 'cell_nested' : 'row_not_json',
    });
  });

  test('a row over several lines is named by its first', async () => {
    const report = await shop.load(
      csv('1,k1,"Bread\nwith\nseeds",2.50,,2017-01-01', '1,k2,Milk,x,,2017-01-01'),
    );
    expect(report.bad.kept).toMatchObject([{ line: 5, column: 'amount' }]);
  });

  test('of very many bad rows the first thousand are kept and all are counted', async () => {
    const report = await shop.load(
      csv(...Array.from({ length: 1500 }, (_, n) => `1,k${n},Tea,x,,2017-01-01`)),
    );
    expect(report.bad.total).toBe(1500);
    expect(report.bad.kept).toHaveLength(1000);
  });
});

describe('asked to skip bad rows, it loads the others', () => {
  test('and of a key said twice, the first', async () => {
    const rows = [
      good,
      '1,k2,Milk,x,,2017-01-01',
      '1,k1,Bread,9.99,0.20,2017-01-01',
      '2,k3,Tea,1,,2017-01-01',
    ];
    const report = await shop.load(csv(...rows), {}, { skipBad: true });
    expect(report).toMatchObject({ status: 'loaded', bad: { total: 2 }, feeds: [{ rows: 4, bad: 1 }] });
    expect(await shop.ask('select key, value from holding order by key')).toEqual([
      { key: 'k1', value: '2.50 EUR' },
      { key: 'k3', value: '1 EUR' },
    ]);
  });

  test('but not of a file that cannot be read to its end', async () => {
    const report = await shop.load(csv(good, '1,k2,"Mi"lk,1,,2017-01-01'), {}, { skipBad: true });
    expect(report).toMatchObject({ status: 'refused', bad: { kept: [{ line: 3, code: 'quote_broken' }] } });
    expect(await counts()).toEqual(nothing);
  });
});

describe('a file that cannot be read is said to be one', () => {
  const packed = gzipSync(
    csv(...Array.from({ length: 5000 }, (_, n) => `1,k${n},Tea ${n * 7919},1,,2017-01-01`)),
  );
  test.each([
    ['empty', '', { code: 'file_empty' }],
    ['nothing but a byte order mark', '\uFEFF', { code: 'file_empty' }],
    ['UTF-16', Buffer.from(`\uFEFF${csv(good)}`, 'utf16le'), { code: 'file_not_utf8' }],
    ['a ZIP archive', Buffer.from('PK\x03\x04abcdef', 'latin1'), { code: 'file_not_text' }],
    ['a gzip that is cut off', packed.subarray(0, packed.length - 100), { code: 'file_cut_off' }],
    ['a gzip with a flipped byte', flipped(packed), { code: 'file_cut_off' }],
    [
      'without a column',
      csv(good).replace('what', 'that'),
      { code: 'column_missing', column: 'what', line: 1 },
    ],
    ['with an open quote', csv(good, '1,k2,"Milk,1,,2017-01-01'), { code: 'quote_broken' }],
    ['one endless line', `${head}${'x'.repeat(5_000_000)}`, { code: 'row_too_long', line: 2 }],
    ['one endless line of commas', `${head}${','.repeat(5_000_000)}`, { code: 'row_too_long', line: 2 }],
    ['a head of commas', ','.repeat(900_000), { code: 'row_too_wide', line: 1 }],
    ['a row of commas', `${head}${','.repeat(900_000)}\n${good}`, { code: 'row_too_wide' }],
    [
      'an object of very many names',
      `{${Array.from({ length: 5_000 }, (_, i) => `"a${i}":0`).join()}}`,
      { code: 'row_too_wide', line: 1 },
    ],
    ['one endless line of JSON', `{"id":"${'x'.repeat(5_000_000)}`, { code: 'row_too_long', line: 1 }],
  ])('%s', async (_, content, fault) => {
    const report = await shop.load(content);
    expect(report.status).toBe('refused');
    expect(report.bad.kept.at(-1)).toMatchObject({ file: 'bought.csv', ...fault });
    expect(await counts()).toEqual(nothing);
  });

  test('not there at all', async () => {
    const report = await shop.load(csv(good), { file: 'elsewhere.csv' });
    expect(report.bad.kept).toMatchObject([{ file: 'elsewhere.csv', line: null, code: 'file_missing' }]);
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length - 3) ^ 0xff, copy.length - 3);
  return copy;
}

describe('odd but sound input is taken as it is', () => {
  const texts = [
    '"say ""hi"""',
    '"two\r\nlines"',
    'خبز طازج',
    'e\u0301clair',
    '👩‍🌾 bread',
    '\\N \\t back',
    '{brace}',
  ];

  test('quotes, line breaks, right-to-left, combining, emoji, backslashes', async () => {
    const report = await shop.load(csv(...texts.map((what, n) => `1,k${n},${what},1,,2017-01-01`)));
    expect(report).toMatchObject({ status: 'loaded', bad: { total: 0 } });
    expect((await shop.ask('select label from holding order by key')).map(({ label }) => label)).toEqual([
      'say "hi"',
      'two\r\nlines',
      ...texts.slice(2),
    ]);
  });

  test.each([
    ['CRLF', csv(good).replaceAll('\n', '\r\n')],
    ['CR', csv(good).replaceAll('\n', '\r')],
    ['LF after a header that ends in CRLF', csv(good).replace('\n', '\r\n')],
    ['no line break at the end', csv(good).trimEnd()],
    ['blank lines', csv(good, '', '')],
    ['a byte order mark', `\uFEFF${csv(good)}`],
    ['gzip', gzipSync(csv(good))],
    ['a byte order mark within gzip', gzipSync(`\uFEFF${csv(good)}`)],
    ['the same row twice', csv(good, good)],
  ])('%s', async (_, content) => {
    expect(await shop.load(content)).toMatchObject({ status: 'loaded', bad: { total: 0 } });
    expect(await shop.ask('select key, label, value, collected_at::text as at from holding')).toEqual([
      { key: 'k1', label: 'Bread', value: '2.50 EUR', at: '2017-01-01 00:00:00+00' },
    ]);
  });

  test('a file without rows loads nothing, and says so', async () => {
    expect(await shop.load(head)).toMatchObject({ status: 'unchanged', feeds: [{ rows: 0 }] });
  });
});
