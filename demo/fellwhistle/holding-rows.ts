import { euros, type HoldingRows, happenings, isOn, iso } from '../tables.ts';

/** What Fellwhistle's shop, app and cameras know of one customer. */
export const fellwhistleRows: HoldingRows = (telling) => {
  const { customer, calendar, random } = telling;
  const { number, since, activity, told } = customer;
  const at = (daysAgo: number) => iso(calendar.at(daysAgo, 6 + random.next() * 14));
  const happened = (days: number, share: number, only?: string) =>
    happenings(telling, { days, share: Math.min(0.9, share * activity), only });
  const bought = activity > 0 ? happenings(telling, { days: 900, share: 0.016 }) : [];
  const runs = happened(told ? since : 300, 0.16).map((daysAgo, index, all) => {
    const metres = random.int(30, 160) * 100;
    return {
      run: `${number}-${all.length - index}`,
      number,
      time: at(daysAgo),
      km: (metres / 1000).toFixed(1),
      minutes: Math.round((metres / 1000) * (4.8 + random.next() * 1.6)),
      pulse: random.int(126, 168),
    };
  });
  return {
    'purchases.csv': bought.map((daysAgo, index) => {
      const [thing, cents] = random.pick(things);
      return {
        purchase: `${number}-${bought.length - index}`,
        number,
        time: at(daysAgo),
        place: random.pick(['online', 'shop']),
        thing,
        price: euros(cents),
      };
    }),
    'runs.ndjson': runs,
    'sizes.csv':
      activity === 0
        ? []
        : sizes(
            number,
            at(random.int(1, Math.max(1, since - 1))),
            random.int(36, 47),
            isOn(telling, 'right-size'),
          ),
    'map-points.ndjson': runs
      .filter(({ time }) => time >= iso(calendar.at(90, 0)))
      .flatMap(({ run, time }) =>
        Array.from({ length: told ? 12 : 2 }, (_, point) => ({ point: `${run}-${point}`, number, time })),
      ),
    'door.csv': happened(30, 0.12, 'face-at-the-door').map((daysAgo) => ({
      sighting: `${number}-${daysAgo}`,
      number,
      time: at(daysAgo),
    })),
    'pages.ndjson': happened(60, 0.25, 'pages-that-work').map((daysAgo) => ({
      view: `${number}-${daysAgo}`,
      number,
      time: at(daysAgo),
    })),
  };
};

function sizes(number: string, time: string, shoe: number, scanned: boolean) {
  const told = [
    { number, size: 'Shoe size', value: String(shoe), how: 'told', time },
    { number, size: 'Shirt size', value: shoe > 42 ? 'L' : 'M', how: 'told', time },
  ];
  const scan = [
    { number, size: 'Left foot, length', value: `${shoe * 6 + 9} mm`, how: 'scan', time },
    { number, size: 'Right foot, length', value: `${shoe * 6 + 6} mm`, how: 'scan', time },
  ];
  return scanned ? [...told, ...scan] : told;
}

const things: readonly (readonly [name: string, cents: number])[] = [
  ['Trail shoes Marder', 12900],
  ['Road shoes Kiebitz', 11900],
  ['Rain jacket Nieselpriem', 14900],
  ['Wool shirt', 6900],
  ['Running socks, 3 pairs', 2400],
  ['Head torch', 4500],
  ['Water vest', 7900],
  ['Cap', 1900],
  ['Gloves', 2900],
  ['Tights', 5900],
];
