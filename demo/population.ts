import { type DemoBrand, demoPeople } from './people.ts';
import { type Random, seeded } from './random.ts';

/** A customer as the brand's own systems know them. Nobody here exists. */
export type DemoCustomer = {
  number: string;
  email: string;
  name: string;
  street: string;
  phone: string;
  locale: 'en' | 'de';
  /** Days ago. */
  since: number;
  /** How gladly they say yes: 0 to 1. */
  openness: number;
  /** How much the brand holds on them, as a factor; 0 is nothing at all. */
  activity: number;
  /** One of the demo people, whose answers are told, not drawn. */
  told: boolean;
};

const size = 300;
const prefixes: Record<DemoBrand, string> = { brightfennel: 'B', otterlight: 'O', fellwhistle: 'F' };

/** The demo people who are customers of the brand, and many others. */
export function population(brand: DemoBrand): DemoCustomer[] {
  const known = demoPeople.filter(({ customerOf }) => customerOf.includes(brand));
  const strangers = Array.from({ length: size - known.length }, (_, index) => stranger(brand, index));
  const all = [
    ...known.map(({ name, email, activity, locale, ...person }) => {
      const random = seeded(`${brand}/${email}`);
      const since = person.since - person.customerOf.indexOf(brand) * 133;
      return { ...address(random), name, email, locale, since, activity, openness: 1, told: true };
    }),
    ...strangers,
  ];
  return all.map((each, index) => ({ ...each, number: `${prefixes[brand]}-${10_001 + index}` }));
}

function stranger(brand: DemoBrand, index: number): Omit<DemoCustomer, 'number'> {
  const random = seeded(`${brand}/stranger/${index}`);
  const [first, last] = [random.pick(firstNames), random.pick(lastStarts) + random.pick(lastEnds)];
  return {
    name: `${first} ${last}`,
    email: `${plain(first)}.${plain(last)}.${brand.slice(0, 1)}${index}@example.org`,
    ...address(random),
    locale: random.chance(0.6) ? 'de' : 'en',
    since: random.int(20, 1100),
    openness: random.next(),
    activity: 0.2 + random.next() * 0.8,
    told: false,
  };
}

/** The phone numbers are of the range that Germany's network agency keeps free for films. */
function address(random: Random) {
  return {
    street: `${random.pick(streets)} ${random.int(1, 99)}, 00000 Nirgendstadt`,
    phone: `+49 30 23125 ${String(random.int(0, 999)).padStart(3, '0')}`,
  };
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/ä|ö|ü|ß/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

const firstNames =
  'Aino Anouk Bela Cem Chidi Dilan Eirik Esra Fenja Goran Hanna Ines Ivo Jale Jamal Kaja Kofi Lale Levin Linh Lio Malin Mateo Mei Milan Nadja Nia Nuri Oda Oskar Paula Quirin Ravi Rosa Sami Selma Sven Tamar Thea Uma Veit Wanda Xaver Yuki Zoe'.split(
    ' ',
  );
const lastStarts =
  'Abend Apfel Birken Distel Eulen Fenchel Garten Hasel Igel Kiesel Laternen Mond Nebel Otter Pappel Quell Regen Silber Tannen Wolken Ziegel'.split(
    ' ',
  );
const lastEnds =
  'brand dorn fink gruber hain kamp krug löffel meer pfad quast rast stern tau wald zweig'.split(' ');
const streets = [
  'Fenchelweg',
  'Otterufer',
  'Pfeifhang',
  'Lampengasse',
  'Korbplatz',
  'Schnürsteig',
  'Sieben Brunnen',
];
