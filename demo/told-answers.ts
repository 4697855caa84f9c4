import type { DemoBrand } from './people.ts';

/** What the demo people answered: exchange, days ago, wanted state. Whoever is not here has answered nothing. */
export const toldAnswers: Record<
  string,
  Partial<Record<DemoBrand, readonly (readonly [exchange: string, daysAgo: number, want: 'on' | 'off'])[]>>
> = {
  'mira@example.com': {
    brightfennel: [
      ['swap-and-save', 300, 'on'],
      ['recipes-for-you', 300, 'on'],
      ['quiet-hours', 300, 'off'],
      ['maker-coupons', 200, 'on'],
      ['insurer-bonus', 200, 'on'],
      ['swap-and-save', 70, 'on'],
      ['cook-together', 260, 'on'],
    ],
    otterlight: [
      ['better-search', 280, 'on'],
      ['fridays-picks', 280, 'on'],
      ['watch-together', 280, 'on'],
      ['studio-previews', 280, 'off'],
      ['cheaper-with-ads', 215, 'on'],
      ['no-nasty-surprises', 215, 'on'],
      ['no-nasty-surprises', 190, 'off'],
      ['no-nasty-surprises', 189, 'on'],
      ['smooth-picture', 40, 'off'],
    ],
    fellwhistle: [
      ['training-plan', 240, 'on'],
      ['right-size', 240, 'on'],
      ['repair-first', 240, 'on'],
      ['face-at-the-door', 240, 'off'],
      ['run-together', 180, 'on'],
      ['race-places', 180, 'on'],
      ['training-plan', 72, 'on'],
      ['race-places', 21, 'off'],
    ],
  },
  'jonas@example.com': {
    brightfennel: [
      ['swap-and-save', 150, 'on'],
      ['maker-coupons', 150, 'off'],
      ['insurer-bonus', 150, 'off'],
      ['offers-that-fit', 60, 'off'],
    ],
  },
  'layla@example.com': {
    fellwhistle: [
      ['training-plan', 340, 'on'],
      ['run-together', 340, 'on'],
      ['repair-first', 340, 'on'],
      ['face-at-the-door', 300, 'on'],
      ['training-plan', 60, 'on'],
      ['race-places', 60, 'on'],
    ],
  },
  'priya@fellwhistle.example.com': {
    fellwhistle: [
      ['right-size', 200, 'on'],
      ['choose-the-colour', 200, 'on'],
      ['pages-that-work', 30, 'off'],
    ],
  },
};
