import { expect, test } from 'vitest';
import { cursorAfter, readCursor } from './paging.ts';

test.each(['-infinity', '2026-11-21 22:04:04.123456+00', '2024-02-29 00:00:00+05:45'])(
  'a list goes on after %s',
  (at) => {
    expect(readCursor(cursorAfter(at, 'basket/7'))).toEqual({ at, key: 'basket/7' });
  },
);

test.each([
  '2024-13-45 25:61:61+00',
  '2023-02-29 00:00:00+00',
  '2024-04-31 00:00:00+00',
  '0000-01-01 00:00:00+00',
  '2024-01-01 00:00:00+99',
  'infinity',
])('a forged cursor at %s, which the database would refuse, starts the list anew', (at) => {
  expect(readCursor(cursorAfter(at, 'basket/7'))).toBeNull();
});

test.each([
  '',
  'x',
  '%00',
  Buffer.from('[1,2]').toString('base64url'),
  Buffer.from('{}').toString('base64url'),
])('%j is no cursor', (text) => {
  expect(readCursor(text)).toBeNull();
});

test('a key that cannot be stored is no cursor', () => {
  expect(readCursor(cursorAfter('-infinity', 'a\0b'))).toBeNull();
});
