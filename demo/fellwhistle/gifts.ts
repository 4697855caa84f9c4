import { euros, type Gifts } from '../tables.ts';

/** What Fellwhistle gives back. */
export const fellwhistleGifts: Gifts = {
  'send-your-order': { everyDays: 45, amount: () => '4.90', label: () => 'Parcel sent back for free' },
  'keep-guarantees': {
    everyDays: 90,
    amount: () => '1',
    label: (random) => `List: ${random.int(1, 5)} things still under guarantee`,
  },
  'pages-that-work': { everyDays: 90, amount: () => '50', label: () => 'Points for helping' },
  'training-plan': {
    everyDays: 7,
    weekday: 0,
    amount: () => '1',
    label: (random) =>
      `Plan for the week: ${random.pick(['three easy runs', 'hills on Wednesday', 'one long run', 'a week of rest'])}`,
  },
  'right-size': {
    everyDays: 90,
    amount: () => '1',
    label: (random) =>
      random.pick([
        'Advice: half a size up for winter',
        'Advice: your left foot is 4 mm longer',
        'Advice: wider toes',
      ]),
  },
  'repair-first': {
    everyDays: 90,
    amount: (random) => euros(random.int(1500, 2200)),
    label: (random) =>
      `Half price: ${random.pick(['new soles', 'zip replaced', 'heel mended', 'seam sewn'])}`,
  },
  'choose-the-colour': {
    everyDays: 90,
    amount: () => '1',
    label: (random) =>
      `Vote: ${random.pick(['moss green or rust for the rain jacket', 'stripes or dots for the socks'])}`,
  },
  'run-together': {
    everyDays: 14,
    amount: () => '1',
    label: (random) =>
      `Group run: ${random.pick(['along the Otterufer', 'up the Pfeifhang', 'five slow kilometres', 'morning lap'])}`,
  },
  'face-at-the-door': {
    everyDays: 40,
    amount: (random) => String(random.int(8, 11)),
    label: () => 'Shoes ready when you came in',
  },
  'race-places': {
    everyDays: 90,
    amount: () => '1',
    label: (random) => `Starting place: ${random.pick(['Bergauf ten kilometres', 'Seerunde half marathon'])}`,
  },
};
