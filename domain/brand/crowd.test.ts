import { expect, test } from 'vitest';
import { crowd } from './crowd.ts';

test('an analyst is told of few people only that they are few; nobody and five are told as they are', () => {
  expect([0, 1, 4, 5, 6].map(crowd('analyst'))).toEqual([0, 'few', 'few', 5, 6]);
});

test.each(['owner', 'editor', 'support'] as const)('%s is told how many', (role) => {
  expect([0, 1, 4, 5].map(crowd(role))).toEqual([0, 1, 4, 5]);
});
