import { durationIn } from './duration.ts';

/** Formats for one reader, made once: constructing an Intl formatter costs more than a page's worth of formatting. */
export type Format = {
  /** 14 Nov 2026 */
  date: (at: Date) => string;
  /** 14 Nov 2026, 14:02 */
  dateTime: (at: Date) => string;
  /** 14:02 */
  time: (at: Date) => string;
  /** "2026-11" as November 2026, or short as Nov */
  month: (yearMonth: string) => string;
  monthShort: (yearMonth: string) => string;
  number: (value: number) => string;
  /** 2922 days as "8 years", 90 as "3 months": the largest unit that says it to within a day or two. */
  duration: (days: number) => string;
  /** An exact decimal string in an ISO 4217 currency. */
  money: (amount: string, currency: string) => string;
  list: (items: readonly string[]) => string;
};

const made = new Map<string, Format>();

/** `locale` is BCP 47, `timeZone` an IANA name. Kept for as long as the process lives: there are few of both. */
export function formatFor(locale: string, timeZone: string): Format {
  const key = `${locale} ${timeZone}`;
  const found = made.get(key) ?? make(locale, timeZone);
  made.set(key, found);
  return found;
}

function make(locale: string, timeZone: string): Format {
  // Plain "en" writes as in the United States, month first.
  const dates = locale === 'en' ? 'en-GB' : locale;
  const times = (options: Intl.DateTimeFormatOptions, zone = timeZone) =>
    new Intl.DateTimeFormat(dates, { timeZone: zone, ...options });
  const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const [date, dateTime, time] = [times(day), times({ ...day, ...clock }), times(clock)];
  const [month, monthShort] = [
    times({ month: 'long', year: 'numeric' }, 'UTC'),
    times({ month: 'short' }, 'UTC'),
  ];
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale);
  const currencies = new Map<string, Intl.NumberFormat>();
  const currency = (code: string) => {
    const found =
      currencies.get(code) ?? new Intl.NumberFormat(locale, { style: 'currency', currency: code });
    currencies.set(code, found);
    return found;
  };
  return {
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    month: (yearMonth) => month.format(new Date(`${yearMonth}-01`)),
    monthShort: (yearMonth) => monthShort.format(new Date(`${yearMonth}-01`)),
    number: (value) => number.format(value),
    duration: (days) => {
      const { count, unit } = durationIn(days);
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
    money: (amount, code) => currency(code).format(decimal(amount)),
    list: (items) => list.format(items),
  };
}

/** Intl formats a decimal string exactly (ECMA-402 2023); only its type asks for the literal's shape. */
function decimal(amount: string): Intl.StringNumericLiteral {
  if (!isDecimal(amount)) throw new TypeError('An amount is a decimal string.');
  return amount;
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);
