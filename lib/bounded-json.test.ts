import { describe, expect, test } from 'vitest';
import { JsonReader, readJson } from './bounded-json.ts';

const bounds = { bytes: 20_000_000, elements: 100, depth: 16 };
const read = (text: string) => readJson(text, bounds);
const pieces = (text: string, size: number) => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
};

describe('a text within its bounds says what JSON says, however it is cut into pieces', () => {
  test.each(['{"a":[1,"é😀",null,true]}', '"\\ud83d\\ude00"', '0', '{"__proto__":{"a":1}}', '[]'])(
    '%s',
    (text) => {
      expect(read(text)).toEqual({ isJson: true, value: JSON.parse(text), saysTwice: false });
      const reader = new JsonReader(bounds);
      for (const piece of pieces(text, 1)) reader.add(piece);
      expect(reader.end()).toEqual({ isJson: true, value: JSON.parse(text), saysTwice: false });
      expect(reader.text).toBe(text);
    },
  );
});

test.each([
  '',
  ' ',
  '{',
  '[,]',
  '[1,]',
  '[1]]',
  '{} {}',
  '{"a"}',
  '1 2',
  'tru',
  '01',
  '-',
  '"\t"',
  '\0',
  "{'a':1}",
])('%j is no JSON', (text) => {
  expect(read(text)).toEqual({ isJson: false });
});

describe('is refused where it begins to be too much', () => {
  test.each([
    ['values', `[${'0,'.repeat(100)}0]`, 'elements'],
    ['empty lists', `[${'[],'.repeat(100)}[]]`, 'elements'],
    ['names', `{${Array.from({ length: 60 }, (_, i) => `"a${i}":0`).join()}}`, 'elements'],
    ['levels', '['.repeat(17), 'depth'],
    ['bytes', `"${'x'.repeat(20_000_000)}"`, 'bytes'],
    ['bytes of what is no JSON', 'x'.repeat(20_000_001), 'bytes'],
  ])('by its %s', (_, text, bound) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ bound }));
  });

  test('after a few pieces of a text that never ends', () => {
    const reader = new JsonReader(bounds);
    reader.add(Buffer.from('['));
    let pieces = 0;
    expect(() => {
      for (; pieces < 1_000_000; pieces++) reader.add(Buffer.from('[],'.repeat(10)));
    }).toThrow('more than 100 elements');
    expect(pieces).toBeLessThan(12);
  });

  test('and what stands in texts does not count', () => {
    const text = JSON.stringify({ a: '[[[[{{{{,,,,::::'.repeat(100) });
    expect(read(text)).toMatchObject({ isJson: true });
  });
});

describe('a name that stands twice in one object is said', () => {
  test.each([
    '{"a":1,"a":1}',
    '{"a":{"b":1,"b":2}}',
    '[{"a":1},{"a":1 , "\\u0061" : 2}]',
    '{"__proto__":1,"__proto__":2}',
  ])('of %j', (text) => {
    expect(read(text)).toMatchObject({ isJson: true, saysTwice: true });
  });

  test.each([
    '{}',
    '"a:b"',
    '[":", "\\":\\"", {"a:b" : ":"}]',
    '{"a":{"a":1},"b\\\\":2}',
    '[{"a":1},{"a":1}]',
    '{"__proto__":1}',
    `{"a":"${'\\n'.repeat(5_000_000)}"}`,
  ])('and not of %#, which says each once', (text) => {
    expect(read(text)).toMatchObject({ isJson: true, saysTwice: false });
  });
});
