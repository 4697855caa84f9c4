import { randomUUID } from 'node:crypto';
import { wishText } from '#lib/switch-state.ts';
import { makeKey } from './make-key.ts';
import { recordOf } from './new-customer.ts';
import { openSession } from './open-session.ts';
import { expect, type Portal, test } from './portal.ts';
import { actionId, postAction } from './post-action.ts';
import { makeCustomer } from './staff-customer.ts';
import { type ApiProcess, startApi } from './start-api.ts';

const [customers, switches] = [8, 250];
const brand = 'otterlight';
const use = { category: 'what-you-watch', purpose: 'suggest', exchange: 'fridays-picks' };

let api: ApiProcess;
test.beforeAll(async ({ portal }) => {
  api = await startApi(portal.link.url);
});
test.afterAll(() => api.stop());

/** Ten thousand through the API alone: api/no-yes-after-no.test.ts. */
test('two thousand switches on the statement: neither the portal nor the API says yes after “Off”', async ({
  portal,
}) => {
  test.setTimeout(300_000);
  const id = await actionId('app/my/[brand]/actions.ts setExchanges');
  const { secret } = await makeKey(portal, brand, ['decide']);
  const [live] = await portal.sql`
    select live_version as version from exchange join brand on brand.id = brand_id
    where brand.slug = ${brand} and exchange.slug = ${use.exchange}`;
  const wrong = await Promise.all(
    Array.from({ length: customers }, async () => {
      const said = await customerOf(portal, id, live?.version);
      return switchOnAndOff(said, (question) =>
        Promise.all([portal.url, api.url].map((url) => decide(url, secret, question))),
      );
    }),
  );
  expect(wrong.flat()).toEqual([]);
});

type Customer = { externalId: string; say: (on: boolean) => Promise<unknown> };

/** Somebody new, signed in, who sends the statement's own form. */
async function customerOf(portal: Portal, id: string, version: number): Promise<Customer> {
  const email = `${randomUUID()}@example.org`;
  const externalId = await makeCustomer(portal, brand, email);
  const cookie = `session=${await openSession(portal, email)}`;
  const record = await recordOf(portal, brand, email);
  let seq = 0;
  const say = async (on: boolean) => {
    const form = { record, wish: wishText(use.exchange, { version, seq }, on) };
    const url = `${portal.url}/my/${brand}`;
    const { state } = await postAction({ url, id, cookie, before: [{ status: 'idle' }], form });
    seq += 1;
    return state;
  };
  return { externalId, say };
}

type Question = typeof use & { customer: string; minSeq?: number };

async function decide(url: string, secret: string, question: Question): Promise<string> {
  const answer = await fetch(`${url}/api/v1/decisions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const { allowed, seq } = (await answer.json()) as Record<string, unknown>;
  return `${allowed} ${seq}`;
}

async function switchOnAndOff(
  { externalId, say }: Customer,
  ask: (question: Question) => Promise<string[]>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (let n = 1; n <= switches; n += 1) {
    const on = n % 2 === 1;
    const state = JSON.stringify(await say(on));
    if (!state.includes(`"saved"`) || !state.includes(`"${use.exchange}":{"on":${on},"seq":${n}}`))
      wrong.push(state);
    const answers = await ask({ customer: externalId, ...use, ...(n % 4 < 2 && { minSeq: n }) });
    for (const answer of answers) if (answer !== `${on} ${n}`) wrong.push(`after ${on} ${n}: ${answer}`);
  }
  return wrong;
}
