import { commas, deepLine, emptyEntries, emptyFields, emptyLists } from '#lib/attacks.testing.ts';
import { call, formShot, multipart, page, type Shot } from './shots.ts';
import type { Target } from './target.ts';

/** Requests that so many connections send over and over, each as soon as its last is answered. */
export type Attack = {
  what: string;
  connections: number;
  shots: (target: Target) => Promise<Shot[]> | Shot[];
};

const gzip = { 'content-encoding': 'gzip' };
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));

/** What has taken a portal down, and what comes nearest to it within the limits. */
export const attacks: readonly Attack[] = [
  {
    what: 'verify: 1.2 million empty entries',
    connections: 8,
    shots: async (to) => [
      await formShot(to, '/verify', '', [{ name: 'file', file: 'r.json', value: emptyEntries() }]),
    ],
  },
  {
    what: 'decisions: 15 kB of gzip, 5 million empty lists',
    connections: 16,
    shots: (to) => [call(to, 'POST', '/decisions', emptyLists(), gzip)],
  },
  {
    what: '“off”: large ones and many small ones',
    connections: 32,
    shots: (to) => {
      const choice = (customer: string) => `/customers/${customer}/choices/${to.exchange}`;
      const large = `{"want":"off","evidence":{${many(40_000, (n) => `"a${n}":1`)}}}`;
      return [
        call(to, 'PUT', choice('none'), large),
        call(to, 'PUT', choice('none'), emptyLists(), gzip),
        ...to.known.slice(0, 30).map((customer) => call(to, 'PUT', choice(customer), { want: 'off' })),
      ];
    },
  },
  {
    what: 'upload: 45 MB of commas',
    connections: 2,
    shots: (to) => [upload(to, 'rows.csv', commas())],
  },
  {
    what: '300 event streams of one customer',
    connections: 300,
    shots: (to) => [page(`/my/${to.brand}/deliveries`, to.customer)],
  },
  {
    what: 'look-ups, by staff and by key',
    connections: 16,
    shots: async (to) => [
      await formShot(to, `/staff/${to.brand}/customers`, to.owner, [
        { name: 'by', value: 'external_id' },
        { name: 'value', value: to.known[0] ?? '' },
        { name: 'reason', value: 'They asked on the phone.' },
      ]),
      ...to.known.slice(0, 4).map((customer) => call(to, 'GET', `/customers/${customer}/choices`)),
      ...many(4, (n) => call(to, 'GET', `/customers/guess-${n}/choices`)),
    ],
  },
  {
    what: 'preview: a line of 100,000 levels',
    connections: 8,
    shots: (to) => [upload(to, 'rows.ndjson', deepLine())],
  },
  {
    what: 'forms of 70,000 fields',
    connections: 8,
    shots: ({ url }) =>
      ['/verify', '/', '/sign-in'].map((path) => ({
        method: 'POST',
        path,
        headers: { origin: url, 'content-type': 'multipart/form-data; boundary=x' },
        body: emptyFields(70_000),
      })),
  },
  {
    what: 'bulk decisions, as many as a call may have',
    connections: 16,
    shots: (to) => [
      call(to, 'POST', '/decisions', {
        category: to.category,
        purpose: to.purpose,
        customers: many(10_000, (n) => to.known[n % to.known.length]),
      }),
    ],
  },
  {
    what: 'holdings, as many as a call may have',
    connections: 16,
    shots: (to) => [
      call(
        to,
        'POST',
        '/holdings',
        many(10_000, (n) => ({
          customer: to.known[n % to.known.length],
          category: to.category,
          key: `attack-${n}`,
          label: 'L',
          value: 'v'.repeat(1_400),
          source: 'observed',
        })),
      ),
    ],
  },
  {
    what: 'public pages and checkpoints',
    connections: 64,
    shots: ({ brand }) => [
      page('/'),
      page(`/brands/${brand}`),
      page(`/brands/${brand}/checkpoints`),
      page(`/brands/${brand}/checkpoints/json`),
      page('/.well-known/jwks.json'),
      page('/docs/api'),
    ],
  },
];

/** Keeps a processor busy elsewhere: how much of the above is two processes sharing a machine. */
export const elsewhere = 'a processor busy elsewhere';

function upload({ url, brand, category, owner }: Target, file: string, value: Buffer | string): Shot {
  const feed = {
    ...{ file, customer: { id: 'id' } },
    holdings: [{ category, source: 'observed', key: ['id'], label: '{id}', value: '{id}' }],
  };
  return multipart(url, `/staff/${brand}/import/upload`, owner, [
    { name: 'mapping', file: 'mapping.json', value: JSON.stringify({ feeds: [feed] }) },
    { name: 'data', file, value },
  ]);
}
