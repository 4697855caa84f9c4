import { expect, test } from 'vitest';
import { formatFor } from './format.ts';

const at = new Date('2026-11-14T14:02:00Z');
const [en, de] = [formatFor('en', 'UTC'), formatFor('de', 'Europe/Berlin')];

test('a day stands before its month, whose name is written out', () => {
  expect([en.date(at), en.dateTime(at), en.time(at)]).toEqual(['14 Nov 2026', '14 Nov 2026, 14:02', '14:02']);
  expect([de.date(at), de.time(at)]).toEqual(['14. Nov. 2026', '15:02']);
  expect([en.month('2026-11'), en.monthShort('2026-11')]).toEqual(['November 2026', 'Nov']);
});

test('money is written to the cent, however large', () => {
  expect(en.money('123456789012345678.90', 'EUR')).toBe('€123,456,789,012,345,678.90');
  expect(de.money('12.3', 'EUR')).toBe('12,30\u00a0€');
  expect(() => en.money('1e5', 'EUR')).toThrow(TypeError);
});
