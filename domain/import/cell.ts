import { emailSchema } from '../person/email-address.ts';
import type { Fault, FaultCode, FaultDetail } from './fault.ts';
import type { ColumnRule } from './mapping.ts';
import { toScale } from './to-scale.ts';
import { instantIn } from './zone.ts';

/** A cell as it is stored, or what is wrong with it. */
export type CellFault = { code: FaultCode } & FaultDetail;

/** Returns the fault that keeps a text from being stored, if any. */
export function textFault(text: string, max: number): CellFault | null {
  if (text.length > max) return { code: 'cell_too_long', wanted: max, found: text.length };
  if (text.includes('\uFFFD')) return { code: 'cell_encoding' };
  if (text.includes('\0') || !text.isWellFormed()) return { code: 'cell_unstorable' };
  return null;
}

const number = /^[+-]?(\d{1,18}(\.\d{1,18})?|\.\d{1,18})$/;

/** A decimal as text, with a point, no plus: money is never a float. */
export function readNumber(text: string, rule: ColumnRule | undefined): string | CellFault {
  const pointed = rule?.decimal === ',' && !text.includes('.') ? text.replace(',', '.') : text;
  if (rule?.scale !== undefined) return toScale(pointed, rule.scale) ?? { code: 'not_a_number' };
  if (!number.test(pointed)) return { code: 'not_a_number' };
  return pointed.startsWith('+') ? pointed.slice(1) : pointed;
}

const time = String.raw`(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6})\d*)?)?\s?(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?$`;
const shapes = {
  iso: new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)${time}`),
  'day.month.year': new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})${time}`),
  'month/day/year': new RegExp(String.raw`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})${time}`),
};

/** An instant as PostgreSQL reads it, in UTC or with its offset. A time without a zone is of the rule's, else of `zone`. */
export function readTime(text: string, rule: ColumnRule | undefined, zone: string): string | CellFault {
  const format = rule?.format ?? 'iso';
  if (format === 'unix' || format === 'unix-ms') return readEpoch(text, format);
  const found = shapes[format].exec(text);
  if (!found) return { code: 'not_a_time', wanted: format };
  const [, first = '', second = '', third = '', hour = '00', minute = '00', sec = '00', fraction, offset] =
    found;
  const [year, month, day] =
    format === 'iso'
      ? [first, second, third]
      : format === 'day.month.year'
        ? [third, second, first]
        : [third, first, second];
  if (!isDay(Number(year), Number(month), Number(day)) || hour > '23' || minute > '59' || sec > '59')
    return { code: 'no_such_time' };
  const wall = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour}:${minute}:${sec}`;
  const parts = fraction ? `.${fraction}` : '';
  if (offset)
    return isOffset(offset) && isWithin(wall, offset) ? `${wall}${parts}${offset}` : { code: 'no_such_time' };
  const own = rule?.zone ?? zone;
  if (own === 'UTC') return `${wall}${parts}Z`;
  const at = instantIn(own, Date.parse(`${wall}Z`));
  return at === null ? { code: 'no_such_time' } : `${new Date(at).toISOString().slice(0, 19)}${parts}Z`;
}

function readEpoch(text: string, format: 'unix' | 'unix-ms'): string | CellFault {
  const shape = format === 'unix' ? /^-?\d{1,11}$/ : /^-?\d{1,14}$/;
  if (!shape.test(text)) return { code: 'not_a_time', wanted: format };
  const at = new Date(Number(text) * (format === 'unix' ? 1000 : 1));
  return at.getUTCFullYear() < firstYear ? { code: 'no_such_time' } : at.toISOString();
}

/** What PostgreSQL writes of years with fewer digits, or more, JavaScript reads as another century or as no time at all. */
const [firstYear, lastYear] = [1000, 9999];

const longMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  if (year < firstYear || day < 1 || day > (longMonths[month - 1] ?? 0)) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || leap;
}

/** PostgreSQL takes offsets up to 15:59. */
const isOffset = (offset: string) => /^(Z|[+-](0\d|1[0-5])(:?[0-5]\d)?)$/.test(offset);

/** Whether it is still of those years in UTC. */
function isWithin(wall: string, offset: string): boolean {
  const [, sign, hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const year = new Date(Date.parse(`${wall}Z`) - (sign === '-' ? -ahead : ahead)).getUTCFullYear();
  return year >= firstYear && year <= lastYear;
}

/** By the rule of the sign-in: an address that it refuses would lead nobody to what is held on them. */
export function readEmail(text: string): string | CellFault {
  return emailSchema.safeParse(text).data ?? { code: 'not_an_email' };
}

export const faultOf = (cell: CellFault, column: string | null, value: string | null): Fault => ({
  ...cell,
  column,
  value,
});
