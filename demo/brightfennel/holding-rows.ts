import { euros, type HoldingRows, happenings, isOn, iso } from '../tables.ts';
import { items } from './items.ts';

/** What Brightfennel's tills, app, Wi-Fi and computers know of one customer. */
export const brightfennelRows: HoldingRows = (telling) => {
  const { customer, calendar, random } = telling;
  const { number, since, activity } = customer;
  const at = (daysAgo: number) => iso(calendar.at(daysAgo, 8 + random.next() * 12));
  const share = Math.min(0.3, 0.12 * activity);
  const favourites = Array.from({ length: 14 }, () => random.pick(items));
  const shopping = happenings(telling, { days: 300, share });
  return {
    'receipts.csv': shopping.flatMap((daysAgo, index) => {
      const time = at(daysAgo);
      const place = random.chance(0.4) ? 'online' : 'shop';
      const basket = new Set(
        Array.from({ length: random.int(1, 6) }, () => random.pick(random.chance(0.7) ? favourites : items)),
      );
      return [...basket].map(([item, cents], line) => {
        const quantity = random.pick([1, 1, 1, 2, 2, 3]);
        const price = euros(cents * quantity);
        const receipt = `${number}-${shopping.length - index}`;
        return { receipt, line: line + 1, number, time, place, item, quantity, price };
      });
    }),
    'food-needs.csv': needs
      .filter(() => random.chance(activity * 0.12))
      .map(([need, detail]) => ({ number, need, detail, told: at(random.int(1, Math.max(1, since - 1))) })),
    'phones.ndjson': happenings(telling, { days: 90, share, only: 'quiet-hours' }).flatMap((daysAgo) =>
      Array.from({ length: random.int(1, 4) }, (_, aisle) => ({
        ping: `${number}-${daysAgo}-${aisle}`,
        number,
        time: at(daysAgo),
      })),
    ),
    'guesses.csv': guesses
      .filter(() => activity > 0 && isOn(telling, 'offers-that-fit'))
      .map(([guess, values]) => ({ number, guess, value: random.pick(values), time: at(random.int(2, 19)) })),
  };
};

const guesses = [
  ['Cooks for', ['1 person', '2 people', '3 people', '4 people', '5 people']],
  ['Usual day for shopping', ['Tuesday', 'Friday', 'Saturday']],
  ['Looks at the price', ['always', 'often', 'rarely']],
] as const;
const needs = [
  ['Allergy', 'walnuts'],
  ['Allergy', 'celery'],
  ['Diet', 'no meat'],
  ['Diet', 'little sugar'],
  ['Dislike', 'coriander'],
  ['Dislike', 'olives'],
  ['Cannot digest', 'milk sugar'],
] as const;
