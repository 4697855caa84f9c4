import type { Gifts } from '../tables.ts';
import { titles } from './titles.ts';

/** What Otterlight gives back. One euro instead of three for seeing ads: that promise is behind on purpose. */
export const otterlightGifts: Gifts = {
  'run-your-account': {
    everyDays: 30,
    amount: (random) => String(random.int(8, 12)),
    label: (random) => `New this month: ${random.pick(titles)} and more`,
  },
  'keep-bills': { everyDays: 30, amount: () => '1', label: () => 'Bill of the month' },
  'go-on-watching': {
    everyDays: 14,
    amount: (random) => String(random.int(5, 8)),
    label: (random) => `Went on with ${random.pick(titles)}`,
  },
  'smooth-picture': {
    everyDays: 30,
    amount: () => '1',
    label: (random) =>
      random.pick([
        'Report: no stall this month',
        'Report: two stalls, both repaired',
        'Report: one stall, caused by your own Wi-Fi',
      ]),
  },
  'better-search': {
    everyDays: 14,
    amount: (random) => String(random.int(8, 11)),
    label: (random) => `Found ${random.pick(titles)} from a few words`,
  },
  'fridays-picks': {
    everyDays: 7,
    weekday: 5,
    amount: () => '3',
    label: (random) => `Picks: ${random.pick(titles)} and two more`,
  },
  'watch-together': {
    everyDays: 14,
    amount: () => '1',
    label: (random) => `Watched ${random.pick(titles)} with ${random.int(3, 11)} others`,
  },
  'no-nasty-surprises': {
    everyDays: 7,
    amount: () => '1',
    label: (random) => `Scene skipped in ${random.pick(titles)}`,
  },
  'cheaper-with-ads': {
    everyDays: 30,
    amount: () => '1.00',
    label: () => 'Off your monthly fee',
  },
  'studio-previews': {
    everyDays: 90,
    amount: () => '1',
    label: (random) => `Preview of ${random.pick(titles)}`,
  },
};
