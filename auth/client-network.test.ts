import { expect, test } from 'vitest';
import { clientNetwork } from './client-network.ts';

test.each([
  ['203.0.113.7', 0, '203.0.113.7'],
  ['::ffff:203.0.113.7', 0, '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', 0, '2001:db8:1:2'],
  ['2001:db8::1', 0, '2001:db8:0:0'],
  ['1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
  ['1.1.1.1, 203.0.113.7, 10.0.0.1', 2, '203.0.113.7'],
  ['203.0.113.7', 3, '203.0.113.7'],
])('of "%s" behind %d proxies of ours, %s asks', (header, proxies, network) => {
  const parts = network.includes(':')
    ? network
        .split(':')
        .map((part) => Number.parseInt(part, 16))
        .join(':')
    : network;
  expect(clientNetwork(header, proxies)).toBe(parts);
});

test('what a client claims of itself does not count behind a proxy', () => {
  const claims = ['1.1.1.1', '2.2.2.2', '3.3.3.3'].map((claim) => clientNetwork(`${claim}, 203.0.113.7`, 1));
  expect(new Set(claims)).toEqual(new Set(['203.0.113.7']));
});
