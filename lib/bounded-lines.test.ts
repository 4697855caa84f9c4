import { expect, test } from 'vitest';
import { JsonLinesReader } from './bounded-lines.ts';

const bounds = { bytes: 1_000, elements: 20, depth: 4 };

function read(text: string, size = 1_000_000) {
  const reader = new JsonLinesReader(bounds, 10);
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) reader.add(bytes.subarray(from, from + size));
  const lines = reader.end();
  expect(reader.text).toBe(text);
  return lines;
}

test.each([1, 2, 3, 100])('each line is a text of its own, in pieces of %i bytes', (size) => {
  const said = read('{"a":1}\n\n \r\n{"a":1,"a":2}\r\nnot\n"é"', size);
  expect(said).toEqual([
    { isJson: true, value: { a: 1 }, saysTwice: false },
    { isJson: true, value: { a: 2 }, saysTwice: true },
    { isJson: false },
    { isJson: true, value: 'é', saysTwice: false },
  ]);
});

test.each([
  ['elements, of all lines together', '[1,2]\n'.repeat(7), 'more than 20 elements'],
  ['lines, empty ones as well', '\n'.repeat(30), 'more than 10 lines'],
  ['bytes', `"${'x'.repeat(600)}"\n"${'x'.repeat(600)}"`, 'more than 1000 bytes'],
  ['levels', '{}\n[[[[[', 'more than 4 depth'],
])('is refused by its %s', (_, text, said) => {
  expect(() => read(text, 10)).toThrow(said);
});
