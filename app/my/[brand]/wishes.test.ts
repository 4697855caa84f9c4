import { expect, test } from 'vitest';
import { readWishes } from './wishes.ts';

function form(...fields: [string, string][]) {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}

test('a box that is ticked asks for on, an empty one for off', () => {
  const ticked = form(['brand', 'grocer'], ['save', 'offers:3'], ['on:offers', 'on'], ['on:other', 'on']);
  expect(readWishes(ticked)).toEqual({
    brand: 'grocer',
    wishes: [{ exchange: 'offers', version: 3, want: 'on' }],
  });
  expect(readWishes(form(['brand', 'grocer'], ['save', 'offers:3']))?.wishes[0]?.want).toBe('off');
});

test('one button can ask for many', () => {
  expect(readWishes(form(['brand', 'g'], ['wish', 'a:1:off b:2:off']))?.wishes).toHaveLength(2);
});

test.each(['offers', 'offers:x:on', 'offers:1:maybe', '', '../etc:1:on', 'a:1:on  b:1:on'])(
  '%j is no wish',
  (text) => {
    expect(readWishes(form(['brand', 'g'], ['wish', text]))).toBeNull();
  },
);
