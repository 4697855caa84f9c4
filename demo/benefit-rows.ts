import type { Gifts, Row, Telling } from './tables.ts';
import { iso } from './tables.ts';

/** Every benefit one customer received, by what each exchange gives and when it was on. */
export function benefitRows(gifts: Gifts, { customer, spans, calendar, random }: Telling): Row[] {
  return Object.entries(gifts).flatMap(([exchange, gift]) =>
    (spans.get(exchange) ?? []).flatMap(({ from, to }) => {
      const rows: Row[] = [];
      const newest = gift.weekday === undefined ? random.int(1, soon(gift.everyDays, customer.told)) : null;
      const first = newest ?? calendar.daysSince(gift.weekday ?? 0);
      const earliest = Math.min(from, oldest);
      for (let daysAgo = first; daysAgo < earliest; daysAgo += gift.everyDays) {
        if (daysAgo <= to && to > 0) continue;
        const hour = gift.weekday === undefined ? random.int(7, 19) : 0;
        rows.push({
          id: `${exchange}-${customer.number}-${daysAgo}`,
          number: customer.number,
          exchange,
          amount: gift.amount(random),
          label: gift.label(random),
          at: iso(calendar.at(daysAgo, hour)),
        });
      }
      return rows;
    }),
  );
}

/** A year is enough for every chart. */
const oldest = 365;

/** The demo people got something lately, so that a promise stays kept for some days after the demo was made. */
const soon = (everyDays: number, told: boolean) =>
  told ? Math.max(1, Math.ceil(everyDays / 6)) : Math.max(1, everyDays - 1);
