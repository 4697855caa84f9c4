import { type HoldingRows, happenings, isOn, iso } from '../tables.ts';
import { titles } from './titles.ts';

/** What Otterlight's players, search box, computers and its ad firm know of one customer. */
export const otterlightRows: HoldingRows = (telling) => {
  const { customer, calendar, random } = telling;
  const { number, since, activity } = customer;
  const at = (daysAgo: number) => iso(calendar.at(daysAgo, 7 + random.next() * 15));
  const happened = (days: number, factor: number, only?: string) =>
    happenings(telling, { days, share: Math.min(0.9, 0.14 * activity) * factor, only });
  const evenings = happened(365, 1).flatMap((daysAgo) =>
    Array.from({ length: random.int(1, Math.ceil(1 + activity)) }, () => daysAgo),
  );
  return {
    'plays.ndjson': evenings.map((daysAgo, index) => ({
      play: `${number}-${evenings.length - index}`,
      number,
      time: at(daysAgo),
      title: random.pick(titles),
      episode: random.chance(0.6) ? `episode ${random.int(1, 12)}` : 'film',
      percent: random.pick([8, 35, 62, 90, 100, 100, 100]),
      device: random.pick(['television', 'phone', 'tablet']),
    })),
    'topics.csv': topics
      .filter(() => random.chance(activity * 0.15))
      .map((topic) => ({ number, topic, time: at(random.int(1, Math.max(1, since - 1))) })),
    'searches.csv': happened(90, 0.5, 'better-search').map((daysAgo) => ({
      search: `${number}-${daysAgo}`,
      number,
      words: random.pick(searches),
      time: at(daysAgo),
    })),
    'player-reports.ndjson': happened(90, 0.6, 'smooth-picture').map((daysAgo) => ({
      report: `${number}-${daysAgo}`,
      number,
      time: at(daysAgo),
    })),
    'tastes.csv': tastes
      .filter(() => random.chance(Math.min(1, activity) * 0.5))
      .map(([taste, values]) => ({ number, taste, value: random.pick(values), time: at(random.int(1, 15)) })),
    'ad-interests.csv': interests
      .filter(() => isOn(telling, 'cheaper-with-ads') && random.chance(0.5))
      .map((interest) => ({ number, interest, time: at(random.int(1, 120)) })),
  };
};

const topics = ['Spiders', 'Loss of a parent', 'Animals being hurt', 'Blood', 'Narrow rooms', 'Bullying'];
const searches = [
  'the one with the lighthouse',
  'film where the cat draws maps',
  'something short and funny',
  'series about bakers',
  'no violence',
  'old woman drives across europe',
  'ferry',
];
const tastes = [
  ['Mood on weekday evenings', ['calm', 'tense', 'cheerful']],
  ['Favourite kind', ['comedy', 'crime', 'nature film', 'drama']],
  ['Watches with', ['nobody', 'one person', 'children']],
  ['Gives up after', ['10 minutes', '25 minutes', 'never']],
] as const;
const interests = ['Gardening', 'Cheap flights', 'Home loans', 'Camping', 'Cat food', 'Language courses'];
