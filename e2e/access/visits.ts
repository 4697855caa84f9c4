import { brand } from './callers.ts';
import {
  customers,
  everybody,
  type Gate,
  keyFor,
  missing,
  signed,
  signedIn,
  signInPage,
  staff,
  theCustomer,
} from './gates.ts';

/** One row of the table. `at`: an address of the route; `opens`: the statuses that count as open. */
export type Visit = { at: string; gate: Gate; body?: unknown; opens?: readonly number[] };

const my = `/my/${brand}`;
const desk = `/staff/${brand}`;
const use = 'category=what-you-watch&purpose=suggest';
const nobodys = '00000000-0000-4000-8000-000000000000';

/**
 * Every address of the portal and who may call it (`e2e/access.spec.ts` holds it to be whole). A route that is missing here
 * fails the tests: add it with its gate.
 */
export const visits: Record<string, Visit> = {
  'GET /': { at: '/', gate: everybody },
  'GET /brands/[brand]': { at: `/brands/${brand}`, gate: everybody },
  'GET /brands/[brand]/checkpoints': { at: `/brands/${brand}/checkpoints`, gate: everybody },
  'GET /brands/[brand]/checkpoints/json': { at: `/brands/${brand}/checkpoints/json`, gate: everybody },
  'GET /.well-known/jwks.json': { at: '/.well-known/jwks.json', gate: everybody },
  'GET /verify': { at: '/verify', gate: everybody },
  'GET /docs/api': { at: '/docs/api', gate: everybody },
  'GET /healthz': { at: '/healthz', gate: everybody },
  'GET /readyz': { at: '/readyz', gate: everybody },
  'GET /sign-in': { at: '/sign-in', gate: everybody },
  'GET /sign-in/sent': { at: '/sign-in/sent', gate: everybody },
  'GET /sign-in/confirm': { at: '/sign-in/confirm?token=x', gate: signInPage },
  'GET /sign-in/with/[issuer]': { at: '/sign-in/with/nobody', gate: signInPage },
  'GET /sign-in/brand/[brand]': { at: `/sign-in/brand/${brand}`, gate: signInPage },
  'POST /sign-in/brand/[brand]': { at: `/sign-in/brand/${brand}`, gate: signInPage, body: {} },
  'GET /sign-in/brand/[brand]/confirm': { at: `/sign-in/brand/${brand}/confirm`, gate: everybody },
  'GET /api/auth/[...nextauth]': { at: '/api/auth/session', gate: missing },
  'GET /trouble/[kind]': { at: '/trouble/broken', gate: everybody },
  'GET /inbox': { at: '/inbox', gate: everybody },
  'GET /bench': { at: '/bench', gate: missing },
  'POST /bench/read': { at: '/bench/read', gate: missing, body: {} },
  'POST /demo/systems/[brand]/[system]': { at: `/demo/systems/${brand}/letters`, gate: signed, body: {} },

  'GET /.well-known/gpc.json': { at: '/.well-known/gpc.json', gate: everybody },
  'GET /docs/api/try': { at: '/docs/api/try', gate: everybody },
  'GET /docs/api/try/scalar': { at: '/docs/api/try/scalar', gate: everybody },

  'GET /account': { at: '/account', gate: signedIn },
  'GET /my': { at: '/my', gate: signedIn, opens: [200, 307] },
  'GET /my/[brand]': { at: my, gate: customers },
  'GET /my/[brand]/[category]': { at: `${my}/what-you-watch`, gate: customers },
  'GET /my/[brand]/exchanges/[exchange]': { at: `${my}/exchanges/fridays-picks`, gate: customers },
  'GET /my/[brand]/value': { at: `${my}/value`, gate: customers },
  'GET /my/[brand]/history': { at: `${my}/history`, gate: customers },
  'GET /my/[brand]/deliveries': { at: `${my}/deliveries`, gate: customers },
  'GET /my/[brand]/receipts': { at: `${my}/receipts`, gate: theCustomer },
  'GET /my/[brand]/receipts/[seq]': { at: `${my}/receipts/1`, gate: theCustomer },
  'GET /my/[brand]/receipts/proof': { at: `${my}/receipts/proof`, gate: customers, opens: [303] },

  'GET /staff': { at: '/staff', gate: signedIn },
  'GET /staff/[brand]': { at: desk, gate: staff('owner', 'editor', 'support', 'analyst') },
  'GET /staff/[brand]/exchanges': { at: `${desk}/exchanges`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/exchanges/new': { at: `${desk}/exchanges/new`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/exchanges/[exchange]': {
    at: `${desk}/exchanges/fridays-picks`,
    gate: staff('owner', 'editor'),
  },
  'GET /staff/[brand]/categories': { at: `${desk}/categories`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/categories/new': { at: `${desk}/categories/new`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/categories/[category]': {
    at: `${desk}/categories/what-you-watch`,
    gate: staff('owner', 'editor'),
  },
  'GET /staff/[brand]/purposes': { at: `${desk}/purposes`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/purposes/new': { at: `${desk}/purposes/new`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/purposes/[purpose]': { at: `${desk}/purposes/suggest`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/systems': { at: `${desk}/systems`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/systems/new': { at: `${desk}/systems/new`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/systems/[system]': { at: `${desk}/systems/letters`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/events': { at: `${desk}/events`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/events/mapping': {
    at: `${desk}/events/mapping?type=track&name=Seen`,
    gate: staff('owner', 'editor'),
  },
  'GET /staff/[brand]/import': { at: `${desk}/import`, gate: staff('owner', 'editor') },
  'GET /staff/[brand]/import/[upload]': { at: `${desk}/import/{upload}`, gate: staff('owner') },
  'POST /staff/[brand]/import/upload': {
    at: `${desk}/import/upload`,
    gate: staff('owner', 'editor'),
    opens: [303],
  },
  'GET /staff/[brand]/customers': { at: `${desk}/customers`, gate: staff('owner', 'support') },
  'GET /staff/[brand]/customers/[lookup]': { at: `${desk}/customers/{lookup}`, gate: staff('support') },
  'GET /staff/[brand]/identifiers': { at: `${desk}/identifiers`, gate: staff('owner', 'editor', 'support') },
  'GET /staff/[brand]/keys': { at: `${desk}/keys`, gate: staff('owner') },
  'GET /staff/[brand]/keys/login': { at: `${desk}/keys/login`, gate: staff('owner') },
  'GET /staff/[brand]/team': { at: `${desk}/team`, gate: staff('owner') },
  'GET /staff/[brand]/audit': { at: `${desk}/audit`, gate: staff('owner') },

  'GET /api/v1/openapi.json': { at: '/api/v1/openapi.json', gate: everybody },
  'POST /api/v1/decisions': {
    at: '/api/v1/decisions',
    gate: keyFor('decide'),
    body: { customer: '{customer}', category: 'what-you-watch', purpose: 'suggest' },
  },
  'GET /api/v1/audience': { at: `/api/v1/audience?${use}`, gate: keyFor('decide') },
  'POST /api/v1/deliveries/:id/applied': {
    at: `/api/v1/deliveries/${nobodys}/applied`,
    gate: keyFor('decide'),
    opens: [404],
  },
  'PUT /api/v1/customers/:externalId': {
    at: '/api/v1/customers/made-by-access',
    gate: keyFor('ingest'),
    body: {},
  },
  'POST /api/v1/holdings': {
    at: '/api/v1/holdings',
    gate: keyFor('ingest', 'unlike'),
    body: [
      {
        customer: '{customer}',
        category: 'what-you-watch',
        key: 'access',
        label: 'Film',
        source: 'observed',
      },
    ],
  },
  'DELETE /api/v1/holdings/:key': {
    at: '/api/v1/holdings/access?customer={customer}&category=what-you-watch',
    gate: keyFor('ingest', 'missing'),
  },
  'POST /api/v1/benefits': {
    at: '/api/v1/benefits',
    gate: keyFor('ingest', 'unlike'),
    body: [
      {
        ...{ customer: '{customer}', exchange: 'fridays-picks', key: 'access', capital: 'economic' },
        ...{ amount: '1', unit: 'EUR', label: 'A film', receivedAt: '2026-06-01' },
      },
    ],
  },
  'GET /api/v1/customers/:externalId/choices': {
    at: '/api/v1/customers/{customer}/choices',
    gate: keyFor('choices', 'missing'),
  },
  'PUT /api/v1/customers/:externalId/choices/:exchange': {
    at: '/api/v1/customers/{customer}/choices/fridays-picks',
    gate: keyFor('choices', 'missing'),
    body: { want: 'off' },
  },
  ...Object.fromEntries(
    ['identify', 'track', 'page', 'screen', 'group', 'alias'].map((type) => [
      `POST /api/segment/v1/${type}`,
      {
        at: `/api/segment/v1/${type}`,
        gate: keyFor('ingest'),
        body: { userId: '{customer}', event: 'Seen' },
      },
    ]),
  ),
  'POST /api/segment/v1/batch': {
    at: '/api/segment/v1/batch',
    gate: keyFor('ingest'),
    body: { batch: [{ type: 'track', userId: '{customer}', event: 'Seen' }] },
  },
  'GET /api/v1/changes': { at: '/api/v1/changes', gate: keyFor('choices') },
};
