import { expect, test } from 'vitest';
import { instantIn } from './zone.ts';

const read = (zone: string, wall: string) => {
  const at = instantIn(zone, Date.parse(`${wall}Z`));
  return at === null ? null : new Date(at).toISOString();
};

test.each([
  ['UTC', '2017-03-26T02:30:00', '2017-03-26T02:30:00.000Z'],
  ['Europe/Berlin', '2017-01-15T12:00:00', '2017-01-15T11:00:00.000Z'],
  ['Europe/Berlin', '2017-07-15T12:00:00', '2017-07-15T10:00:00.000Z'],
  ['America/New_York', '2017-11-05T01:30:00', '2017-11-05T05:30:00.000Z'],
  ['Asia/Kolkata', '2017-07-15T05:30:00', '2017-07-15T00:00:00.000Z'],
])('clocks in %s show %s at %s', (zone, wall, instant) => {
  expect(read(zone, wall)).toBe(instant);
});

test('a time that summer time skips does not exist', () => {
  expect(read('Europe/Berlin', '2017-03-26T02:30:00')).toBeNull();
});
