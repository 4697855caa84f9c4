import type { Role } from '#domain/actor.ts';
import type { LocalText } from '#lib/local-text.ts';

export type DemoBrand = 'brightfennel' | 'otterlight' | 'fellwhistle';

/** An invented person whom the sign-in page offers in one click. */
export type DemoPerson = {
  email: string;
  name: string;
  /** What signing in as this person shows. */
  note: LocalText;
  /** Where there is a customer record under this e-mail address. */
  customerOf: readonly DemoBrand[];
  staffOf?: { brand: DemoBrand; role: Role };
  locale: 'en' | 'de';
  /** Customer since so many days ago; of the second and third brand a little later. */
  since: number;
  /** How much the brands hold on this person, as a factor; 0 is nothing at all. */
  activity: number;
};

const usual = { locale: 'en', since: 700, activity: 1 } as const;

const roleNotes: Record<Role, (brand: string) => LocalText> = {
  owner: (brand) => ({ en: `Owner of ${brand}`, de: `Inhaberin von ${brand}` }),
  editor: (brand) => ({
    en: `Editor at ${brand}: writes exchanges`,
    de: `Redaktion bei ${brand}: schreibt Angebote`,
  }),
  support: (brand) => ({
    en: `Support at ${brand}: looks up one customer at a time`,
    de: `Kundendienst bei ${brand}: schlägt einzelne Kunden nach`,
  }),
  analyst: (brand) => ({
    en: `Analyst at ${brand}: sees totals only`,
    de: `Analyse bei ${brand}: sieht nur Summen`,
  }),
};

const brandNames: Record<DemoBrand, string> = {
  brightfennel: 'Brightfennel',
  otterlight: 'Otterlight',
  fellwhistle: 'Fellwhistle',
};

const staff = (name: string, email: string, brand: DemoBrand, role: Role): DemoPerson => ({
  ...usual,
  email,
  name,
  note: roleNotes[role](brandNames[brand]),
  customerOf: [],
  staffOf: { brand, role },
});

/** In the order in which the sign-in page shows them. */
export const demoPeople: readonly DemoPerson[] = [
  {
    ...usual,
    activity: 2,
    email: 'mira@example.com',
    name: 'Mira Talwasser',
    note: {
      en: 'Customer of all three brands. Start here.',
      de: 'Kundin aller drei Marken. Beginnen Sie hier.',
    },
    customerOf: ['brightfennel', 'otterlight', 'fellwhistle'],
  },
  {
    ...usual,
    locale: 'de',
    email: 'jonas@example.com',
    name: 'Jonas Federkiel',
    note: { en: 'Customer of Brightfennel only', de: 'Kunde nur bei Brightfennel' },
    customerOf: ['brightfennel'],
  },
  {
    ...usual,
    since: 2600,
    activity: 8,
    email: 'layla@example.com',
    name: 'ليلى ميزان الريح',
    note: {
      en: 'Customer of Fellwhistle who runs a lot: thousands of entries',
      de: 'Kundin von Fellwhistle, die viel läuft: Tausende Einträge',
    },
    customerOf: ['fellwhistle'],
  },
  {
    ...usual,
    activity: 6,
    email: 'ha@example.com',
    name: 'Nguyễn Mây Thuỷ Hạ',
    note: {
      en: 'Customer of Otterlight who has answered nothing yet',
      de: 'Kundin von Otterlight, die noch nichts beantwortet hat',
    },
    customerOf: ['otterlight'],
  },
  {
    ...usual,
    since: 3,
    activity: 0,
    email: 'till@example.com',
    name: 'Till Neubeginn',
    note: {
      en: 'New customer of Otterlight: nothing is held yet',
      de: 'Neuer Kunde von Otterlight: Es ist noch nichts gespeichert',
    },
    customerOf: ['otterlight'],
  },
  {
    ...usual,
    email: 'nell@example.com',
    name: 'Nell Nirgendwer',
    note: { en: 'No customer of any brand here', de: 'Bei keiner Marke hier Kundin' },
    customerOf: [],
  },
  staff('Greta Rübsamen', 'greta@brightfennel.example.com', 'brightfennel', 'owner'),
  staff('Emil Dillfeder', 'emil@brightfennel.example.com', 'brightfennel', 'editor'),
  staff('Sana Korbmeer', 'sana@brightfennel.example.com', 'brightfennel', 'support'),
  staff('Anton Zählstein', 'anton@brightfennel.example.com', 'brightfennel', 'analyst'),
  staff('Odile Lampenfisch', 'odile@otterlight.example.com', 'otterlight', 'owner'),
  staff('Edda Spulenwind', 'edda@otterlight.example.com', 'otterlight', 'editor'),
  staff('Sol Abspannow', 'sol@otterlight.example.com', 'otterlight', 'support'),
  staff('Arne Quotenmoor', 'arne@otterlight.example.com', 'otterlight', 'analyst'),
  staff('Freya Höhenmeter', 'freya@fellwhistle.example.com', 'fellwhistle', 'owner'),
  {
    ...usual,
    email: 'priya@fellwhistle.example.com',
    name: 'Priya Laufenberg-Sohle',
    note: {
      en: 'Editor at Fellwhistle, and its customer too',
      de: 'Redaktion bei Fellwhistle und dort auch Kundin',
    },
    customerOf: ['fellwhistle'],
    staffOf: { brand: 'fellwhistle', role: 'editor' },
  },
  staff('Samuel Schnürlein', 'samuel@fellwhistle.example.com', 'fellwhistle', 'support'),
  staff('Anouk Pulsbach', 'anouk@fellwhistle.example.com', 'fellwhistle', 'analyst'),
];
