import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toScale } from './to-scale.ts';

test.each([
  ['3.86', 2, '3.86'],
  ['3.10', 2, '3.1'],
  ['4.440892e-16', 2, '0'],
  ['-4.440892e-16', 2, '0'],
  ['1e3', 2, '1000'],
  ['1.005', 2, '1.01'],
  ['-1.005', 2, '-1.01'],
  ['0.5', 0, '1'],
  ['9.999', 2, '10'],
  ['.5', 2, '0.5'],
  ['0e99', 2, '0'],
  ['1e99', 2, null],
  ['', 2, null],
  ['.', 2, null],
  ['12,5', 2, null],
  ['NaN', 2, null],
])('“%s” at scale %i is %s', (text, scale, value) => {
  expect(toScale(text, scale)).toBe(value);
});

test('cents come back as they went in, however they are written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
      const plain = toScale((cents / 100).toFixed(2), 2);
      expect(Number(plain)).toBe(cents === 0 ? 0 : cents / 100);
      expect(toScale(`${cents}e-2`, 2)).toBe(plain);
    }),
  );
});
