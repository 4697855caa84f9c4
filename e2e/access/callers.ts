import { randomUUID } from 'node:crypto';
import { revokeKey } from '#domain/api-key/revoke-key.ts';
import { wishText } from '#lib/switch-state.ts';
import { makeKey } from '../make-key.ts';
import { recordOf } from '../new-customer.ts';
import { openSession } from '../open-session.ts';
import type { Portal } from '../portal.ts';
import { actionId, postAction } from '../post-action.ts';
import { makeCustomer } from '../staff-customer.ts';

/** The brand whose routes are called, and one of somebody else's. */
export const brand = 'otterlight';
const foreignBrand = 'fellwhistle';

export const people = [
  'nobody',
  'customer',
  'other customer',
  'stranger',
  'owner',
  'editor',
  'support',
  'analyst',
  'foreign owner',
] as const;
export const keys = ['ingest', 'decide', 'choices', 'foreign', 'revoked'] as const;
export const callers = [...people, ...keys];

export type Person = (typeof people)[number];
export type Key = (typeof keys)[number];
export type Caller = (typeof callers)[number];

export type Callers = {
  /** What a request of this caller carries. */
  headersOf: (caller: Caller) => Promise<Record<string, string>>;
  /** The same with a session of its own, for what may end it. */
  freshHeadersOf: (caller: Caller) => Promise<Record<string, string>>;
  /** The brand's number of the customer, who has one receipt. The other customer has none. */
  externalId: string;
  /** By which acts mean this customer's record. */
  record: string;
};

/** Signs nobody in yet, but knows whom: customers of the run's own, one with a choice, and the demo's staff. */
export async function makeCallers(portal: Portal): Promise<Callers> {
  const mails = {
    customer: `${randomUUID()}@example.org`,
    'other customer': `${randomUUID()}@example.org`,
    stranger: `${randomUUID()}@example.org`,
    owner: `odile@${brand}.example.com`,
    editor: `edda@${brand}.example.com`,
    support: `sol@${brand}.example.com`,
    analyst: `arne@${brand}.example.com`,
    'foreign owner': `freya@${foreignBrand}.example.com`,
  };
  const externalId = await makeCustomer(portal, brand, mails.customer);
  await makeCustomer(portal, brand, mails['other customer']);
  await makeCustomer(portal, foreignBrand, mails.stranger);
  const secrets = await secretsOf(portal);
  const freshHeadersOf = async (caller: Caller): Promise<Record<string, string>> => {
    if (caller === 'nobody') return {};
    const key = keys.find((name) => name === caller);
    if (key) return { authorization: `Bearer ${secrets[key]}` };
    const mail = mails[caller as keyof typeof mails];
    return { cookie: `session=${await openSession(portal, mail)}` };
  };
  const kept = new Map<Caller, Record<string, string>>();
  for (const caller of callers) kept.set(caller, await freshHeadersOf(caller));
  const headersOf = async (caller: Caller) => kept.get(caller) ?? {};
  const record = await recordOf(portal, brand, mails.customer);
  await choose(portal, record, (await headersOf('customer')).cookie ?? '');
  return { headersOf, freshHeadersOf, externalId, record };
}

async function secretsOf(portal: Portal): Promise<Record<Key, string>> {
  const scopes = ['ingest', 'decide', 'choices'];
  const [ingest, decide, choices] = await Promise.all(scopes.map((scope) => makeKey(portal, brand, [scope])));
  const foreign = await makeKey(portal, foreignBrand, scopes);
  const revoked = await makeKey(portal, brand, scopes);
  await revokeKey(revoked.by, revoked.id);
  return {
    ingest: ingest?.secret ?? '',
    decide: decide?.secret ?? '',
    choices: choices?.secret ?? '',
    foreign: foreign.secret,
    revoked: revoked.secret,
  };
}

async function choose(portal: Portal, record: string, cookie: string) {
  const id = await actionId('app/my/[brand]/actions.ts setExchanges');
  const [live] = await portal.sql`
    select live_version as version from exchange join brand on brand.id = brand_id
    where brand.slug = ${brand} and exchange.slug = 'fridays-picks'`;
  const form = { record, wish: wishText('fridays-picks', { version: live?.version, seq: 0 }, true) };
  const url = `${portal.url}/my/${brand}`;
  await postAction({ url, id, cookie, before: [{ status: 'idle' }], form });
}
