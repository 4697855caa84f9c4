import { expect } from '@playwright/test';
import errors from '../messages/en/errors.json' with { type: 'json' };
import { brand, type Caller, type Callers, callers, makeCallers, people } from './access/callers.ts';
import { type Call, calls, type Told } from './access/calls.ts';
import { fingerprint } from './access/fingerprint.ts';
import type { Met } from './access/gates.ts';
import { makePlaces } from './access/places.ts';
import { allRoutes } from './access/routes.ts';
import { type Visit, visits } from './access/visits.ts';
import { type Portal, startPortal, test } from './portal.ts';
import { type ActionAnswer, postAction, serverActions } from './post-action.ts';

let portal: Portal;
let known: Callers;
let places: Record<string, string>;
test.beforeAll(async () => {
  portal = await startPortal();
  known = await makeCallers(portal);
  places = await makePlaces(portal, known);
});
test.afterAll(() => portal.stop());

test('every page, route and action of the portal is in the table, and nothing else', async () => {
  expect(Object.keys(visits).sort(), 'add the new route to e2e/access/visits.ts').toEqual(allRoutes());
  const actions = [...(await serverActions()).keys()].sort();
  expect(Object.keys(calls).sort(), 'add the new action to e2e/access/calls.ts').toEqual(actions);
});

for (const [route, visit] of Object.entries(visits))
  test(`${route} opens for whom it should, and for nobody else`, async () => {
    const met = await Promise.all(
      callers.map(async (caller) => [caller, await meet(route, visit, caller)] as const),
    );
    expect(Object.fromEntries(met)).toEqual(
      Object.fromEntries(callers.map((caller) => [caller, visit.gate(caller)])),
    );
  });

async function meet(route: string, { at, body, opens = [200, 204] }: Visit, caller: Caller) {
  const method = route.split(' ')[0] ?? '';
  const sent = body === undefined ? undefined : filled(JSON.stringify(body));
  const answer = await fetch(portal.url + filled(at), {
    method,
    redirect: 'manual',
    headers: {
      ...(await known.headersOf(caller)),
      ...(method !== 'GET' && { origin: portal.url }),
      ...(sent && { 'content-type': 'application/json' }),
    },
    body: sent,
  });
  await answer.body?.cancel();
  if (answer.headers.get('location')?.startsWith('/sign-in')) return 'sign-in';
  if (opens.includes(answer.status)) return 'open';
  return words[answer.status] ?? answer.status;
}

const words: Record<number, Met> = { 401: 'no key', 403: 'forbidden', 404: 'missing', 422: 'unlike' };

/** `{customer}` and other places that only the run knows. */
const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);

for (const [name, call] of Object.entries(calls))
  test(`${name} lets in whom it should; to others, and from elsewhere, it does nothing`, async () => {
    const before = await fingerprint(portal);
    const out = people.filter((person) => call.told(person) !== 'let in');
    const told: Partial<Record<Caller, Told | string>> = {};
    for (const person of out) told[person] = said(await send(name, call, person));
    const insiders = people.filter((person) => !out.includes(person));
    const [insider = 'nobody'] = insiders;
    const foreign = await send(name, call, insider, 'https://elsewhere.example');
    expect(foreign.status, 'from another site').toBe(403);
    expect(await fingerprint(portal)).toBe(before);
    for (const person of insiders) {
      const answer = said(await send(name, call, person));
      told[person] = call.mayBeMissing && answer === 'not_found' ? 'let in' : answer;
    }
    expect(told).toEqual(Object.fromEntries(people.map((person) => [person, call.told(person)])));
  });

async function send(name: string, { before = [], form }: Call, person: Caller, origin?: string) {
  const { cookie = '' } = await known.freshHeadersOf(person);
  const { id = '', page = '/' } = (await serverActions()).get(name) ?? {};
  const url = portal.url + page.replace('[brand]', brand).replace(/\[\w+\]/, 'any');
  return postAction({
    url,
    id,
    cookie,
    origin,
    before,
    form: JSON.parse(filled(JSON.stringify(form ?? {}))),
  });
}

const refusals = ['unauthenticated', 'not_found', 'forbidden', 'other_customer'] as const;

function said({ status, state, redirect }: ActionAnswer): Told | string {
  if (status >= 500) return `status ${status}`;
  if (state === null && redirect === null) return `status ${status} without an answer`;
  const text = JSON.stringify(state);
  const refusal = redirect === null && refusals.find((code) => text.includes(errors[code]));
  if (text.includes(errors.origin)) return 'origin';
  return refusal || 'let in';
}
