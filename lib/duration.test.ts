import { expect, test } from 'vitest';
import { durationIn } from './duration.ts';

test.each([
  [1, 1, 'day'],
  [10, 10, 'day'],
  [14, 2, 'week'],
  [30, 1, 'month'],
  [90, 3, 'month'],
  [91, 3, 'month'],
  [180, 6, 'month'],
  [365, 1, 'year'],
  [366, 1, 'year'],
  [400, 400, 'day'],
  [730, 2, 'year'],
  [2922, 8, 'year'],
  [3650, 10, 'year'],
])('%i days are %i %s', (days, count, unit) => {
  expect(durationIn(days)).toEqual({ count, unit });
});
