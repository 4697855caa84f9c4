import { expect, test } from 'vitest';
import { mask } from './mask.ts';

test.each([
  ['Anna Schmidt', 'A. S.'],
  ['4242 4242 4242 4242', '… 4242'],
  ['+49 30 1234567', '… 567'],
  ['anna.schmidt@example.com', 'a. s. e. c.'],
  ['12 Elm Street', '… E. S.'],
  ['7', '…'],
  ['1990-04-12', '… 12'],
  ['שלום עולם', 'ש. ע.'],
  ['é'.normalize('NFD'), `${'é'.normalize('NFD')}.`],
  ['👋', '…'],
  ['', '…'],
])('of “%s” is left “%s”', (value, left) => {
  expect(mask(value)).toBe(left);
});
