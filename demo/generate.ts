import { widerTerms } from '#domain/exchange/widening.ts';
import { answersOf } from './answers.ts';
import { benefitRows } from './benefit-rows.ts';
import { brightfennelGifts } from './brightfennel/gifts.ts';
import { brightfennelRows } from './brightfennel/holding-rows.ts';
import { calendar } from './calendar.ts';
import type { DemoDefinition } from './definitions.ts';
import { fellwhistleGifts } from './fellwhistle/gifts.ts';
import { fellwhistleRows } from './fellwhistle/holding-rows.ts';
import { type Answer, onSpans } from './on-spans.ts';
import { otterlightGifts } from './otterlight/gifts.ts';
import { otterlightRows } from './otterlight/holding-rows.ts';
import type { DemoBrand } from './people.ts';
import { type DemoCustomer, population } from './population.ts';
import { seeded } from './random.ts';
import { type Gifts, type HoldingRows, iso, type Row, type Table, type Telling } from './tables.ts';

const brands: Record<DemoBrand, { gifts: Gifts; rows: HoldingRows }> = {
  brightfennel: { gifts: brightfennelGifts, rows: brightfennelRows },
  otterlight: { gifts: otterlightGifts, rows: otterlightRows },
  fellwhistle: { gifts: fellwhistleGifts, rows: fellwhistleRows },
};

export type Generated = {
  customers: { customer: DemoCustomer; answers: Answer[] }[];
  tables: Table[];
};

/** Everything about one brand's customers, the same for the same day: what they answered, and the brand's files. */
export function generate({ slug, first, current }: DemoDefinition, now: Date): Generated {
  const widened = new Set(
    current.exchanges
      .filter(({ terms }, index) => widerTerms(first.exchanges[index]?.terms ?? terms, terms).length > 0)
      .map((exchange) => exchange.slug),
  );
  const days = calendar(now);
  const files = new Map<string, Row[]>();
  const add = (file: string, rows: Row[]) => {
    const held = files.get(file) ?? [];
    for (const row of rows) held.push(row);
    files.set(file, held);
  };
  const customers = population(slug).map((customer) => {
    const answers = answersOf(slug, customer, current.exchanges, widened);
    const spans: Telling['spans'] = new Map(
      current.exchanges.map((exchange) => {
        const its = answers.filter((answer) => answer.exchange === exchange.slug);
        const { terms } = exchange;
        return [
          exchange.slug,
          onSpans(its, { terms, widened: widened.has(exchange.slug), since: customer.since }),
        ];
      }),
    );
    const random = seeded(`${slug}/${customer.number}`);
    const telling: Telling = { customer, spans, calendar: days, random };
    add('customers.csv', [customerRow(telling)]);
    for (const [file, rows] of Object.entries(brands[slug].rows(telling))) add(file, rows);
    add('benefits.csv', benefitRows(brands[slug].gifts, telling));
    return { customer, answers };
  });
  return { customers, tables: [...files].map(([file, rows]) => ({ file, rows })) };
}

/** Someone new has not told the brand more than an e-mail address. */
function customerRow({ customer, calendar: days, random }: Telling): Row {
  const { number, email, name, street, phone, since, activity } = customer;
  const told = activity > 0;
  return {
    number,
    since: iso(days.at(since, 12)),
    email,
    name: told ? name : '',
    street: told ? street : '',
    phone: told ? phone : '',
    card: told ? `9999 0000 0000 ${random.int(1000, 9999)}` : '',
  };
}
