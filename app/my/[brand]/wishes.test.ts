import { expect, test } from 'vitest';
import { readWishes } from './wishes.ts';

function form(...fields: [string, string][]) {
  const made = new FormData();
  for (const [name, value] of fields) made.append(name, value);
  return made;
}

test('a box that is ticked asks for on, an empty one for off', () => {
  const ticked = form(
    ['record', 'grocer~1'],
    ['save', 'offers:3:17'],
    ['on:offers', 'on'],
    ['on:other', 'on'],
  );
  expect(readWishes(ticked)).toEqual({
    record: 'grocer~1',
    wishes: [{ exchange: 'offers', version: 3, seq: 17, want: 'on' }],
  });
  expect(readWishes(form(['record', 'grocer~1'], ['save', 'offers:3:17']))?.wishes[0]?.want).toBe('off');
});

test('one button can ask for many', () => {
  expect(readWishes(form(['record', 'g~1'], ['wish', 'a:1:0:off b:2:9:off']))?.wishes).toHaveLength(2);
});

test.each([
  'offers',
  'offers:1:on',
  'offers:x:0:on',
  'offers:1:x:on',
  'offers:1::on',
  'offers:1:0:maybe',
  '',
  '../etc:1:0:on',
  'a:1:0:on  b:1:0:on',
])('%j is no wish', (text) => {
  expect(readWishes(form(['record', 'g~1'], ['wish', text]))).toBeNull();
});
