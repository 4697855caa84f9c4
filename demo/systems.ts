import type { LocalText } from '#lib/local-text.ts';
import type { DemoBrand } from './people.ts';

/** Something of a demo brand's that hears of choices. */
export type DemoSystem = {
  slug: string;
  name: LocalText;
  summary: LocalText;
  /** One that does not takes each choice and never says that it is in force. */
  confirms: boolean;
  exchanges: Readonly<Record<DemoBrand, readonly string[]>>;
};

export const demoSystems: readonly DemoSystem[] = [
  {
    slug: 'e-mail',
    name: { en: 'E-mail', de: 'E-Mail' },
    summary: { en: 'Sends the letters that you get.', de: 'Verschickt die Briefe, die Sie bekommen.' },
    confirms: true,
    exchanges: {
      brightfennel: ['offers-that-fit', 'swap-and-save', 'recipes-for-you', 'cook-together', 'maker-coupons'],
      otterlight: ['fridays-picks', 'watch-together', 'studio-previews', 'cheaper-with-ads'],
      fellwhistle: ['training-plan', 'repair-first', 'choose-the-colour', 'run-together', 'race-places'],
    },
  },
  {
    slug: 'data-store',
    name: { en: 'Data store', de: 'Datenspeicher' },
    summary: {
      en: 'Keeps what the other tools work with.',
      de: 'Bewahrt auf, womit die anderen Werkzeuge arbeiten.',
    },
    confirms: true,
    exchanges: {
      brightfennel: ['swap-and-save', 'recipes-for-you', 'quiet-hours', 'maker-coupons', 'insurer-bonus'],
      otterlight: ['go-on-watching', 'better-search', 'fridays-picks', 'cheaper-with-ads'],
      fellwhistle: ['pages-that-work', 'training-plan', 'right-size', 'face-at-the-door', 'race-places'],
    },
  },
  {
    slug: 'ad-platform',
    name: { en: 'Ad platform', de: 'Werbeplattform' },
    summary: { en: 'Picks the ads that you see.', de: 'Wählt die Werbung aus, die Sie sehen.' },
    confirms: false,
    exchanges: {
      brightfennel: ['maker-coupons'],
      otterlight: ['cheaper-with-ads'],
      fellwhistle: ['race-places'],
    },
  },
];
