import { createHmac, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac.ts';

const asNodeSays = (key: Buffer, text: string) =>
  createHmac('sha256', key).update(text, 'utf8').digest('hex');

test('every text gets what Node itself says, whatever came before it', () => {
  const texts = ['', '1228', 'Jürgen 👩‍👩‍👧', 'x'.repeat(63), 'ß'.repeat(500), 'short again', '\0', '\ud800'];
  for (const length of [0, 16, 32, 64]) {
    const key = randomBytes(length);
    for (const text of texts) expect(hmacSha256(key, text)).toBe(asNodeSays(key, text));
  }
});

test('a key longer than a block is refused', () => {
  expect(() => hmacSha256(randomBytes(65), '')).toThrow(RangeError);
});
