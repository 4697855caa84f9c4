import { euros, type HoldingRows, happenings, iso } from '../tables.ts';
import { items } from './items.ts';

/** What Brightfennel's tills, app, Wi-Fi and computers know of one customer. */
export const brightfennelRows: HoldingRows = ({ customer, spans, calendar, random }) => {
  const { number, since, activity } = customer;
  const at = (daysAgo: number, from = 8, to = 20) =>
    iso(calendar.at(daysAgo, from + random.next() * (to - from)));
  const share = Math.min(0.3, 0.12 * activity);
  const favourites = Array.from({ length: 14 }, () => random.pick(items));
  const shopping = happenings(random, { days: Math.min(since, 300), share });
  const visits = happenings(random, {
    days: Math.min(since, 90),
    share: spans.get('quiet-hours')?.length ? share : 0,
  });
  return {
    'receipts.csv': shopping.flatMap((daysAgo, index) => {
      const time = at(daysAgo);
      const place = random.chance(0.4) ? 'online' : 'shop';
      return Array.from({ length: random.int(1, 6) }, (_, line) => {
        const [item, cents] = random.pick(random.chance(0.7) ? favourites : items);
        const quantity = random.pick([1, 1, 1, 2, 2, 3]);
        const receipt = `${number}-${shopping.length - index}`;
        return {
          receipt,
          line: line + 1,
          number,
          time,
          place,
          item,
          quantity,
          price: euros(cents * quantity),
        };
      });
    }),
    'food-needs.csv': needs
      .filter(() => random.chance(activity * 0.12))
      .map(([need, detail]) => ({ number, need, detail, told: at(random.int(1, Math.max(1, since - 1))) })),
    'phones.ndjson': visits.flatMap((daysAgo) =>
      Array.from({ length: random.int(1, 4) }, (_, aisle) => ({
        ping: `${number}-${daysAgo}-${aisle}`,
        number,
        time: at(daysAgo),
      })),
    ),
    'guesses.csv':
      activity === 0
        ? []
        : [
            { number, guess: 'Cooks for', value: `${random.int(1, 5)} people`, time: at(random.int(2, 20)) },
            {
              number,
              guess: 'Usual day for shopping',
              value: random.pick(['Friday', 'Saturday', 'Tuesday']),
              time: at(random.int(2, 20)),
            },
            {
              number,
              guess: 'Looks at the price',
              value: random.pick(['always', 'often', 'rarely']),
              time: at(random.int(2, 20)),
            },
          ],
  };
};

const needs = [
  ['Allergy', 'walnuts'],
  ['Allergy', 'celery'],
  ['Diet', 'no meat'],
  ['Diet', 'little sugar'],
  ['Dislike', 'coriander'],
  ['Dislike', 'olives'],
  ['Cannot digest', 'milk sugar'],
] as const;
