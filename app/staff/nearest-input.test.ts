import { expect, test } from 'vitest';
import { nearestInput } from './nearest-input.ts';

const inputs = ['title.en', 'title.de', 'recipients', 'promise.capital', 'retentionDays'];

test.each([
  ['title.de', 'title.de'],
  ['recipients.2', 'recipients'],
  ['title', 'title.en'],
  ['promise', 'promise.capital'],
  ['draft', 'draft'],
])('a fault at %s is shown at %s', (path, input) => {
  expect(nearestInput(path, inputs)).toBe(input);
});
