import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { recordName } from '#domain/person/record-address.ts';
import { type Stands, wishText } from '#lib/switch-state.ts';
import { postAction } from '../e2e/post-action.ts';
import type { Customer, Said } from './customers.ts';
import type { Stage } from './stage.ts';

/** How the acknowledgement read; `tries` counts the requests it took. */
export type Acknowledged = { told: string; tries: number };

/** Minutes of asking: what is then not acknowledged never will be. */
const mostTries = 600;

const evidence = { where: 'Counter', shown: 'The green form', reference: 'F-1' };

/**
 * Says a choice until it is acknowledged. Whoever gets no answer cannot know whether it was taken, and says the same
 * again: the wanted state, so that it is taken once.
 */
export async function say(stage: Stage, customer: Customer, said: Said): Promise<Acknowledged> {
  const once =
    customer.way === 'the statement’s form' ? byForm(stage, customer, said) : byApi(stage, customer, said);
  for (let tries = 1; ; tries += 1) {
    const told = await once().catch(() => null);
    if (told !== null) return { told, tries };
    if (tries === mostTries) return { told: 'never', tries };
    await wait(200);
  }
}

/** Null when it was not acknowledged. */
type Once = () => Promise<string | null>;

function byForm(
  { portalUrl, brand, switchAction }: Stage,
  { cookie, ctx, seqs }: Customer,
  { exchange, on }: Said,
): Once {
  const record = recordName({ slug: brand.slug, customerId: ctx.actor.customerId });
  return async () => {
    const form = { record, wish: wishText(exchange, { version: 1, seq: seqs[exchange] ?? 0 }, on) };
    const url = `${portalUrl}/my/${brand.slug}`;
    const { state } = await postAction({ url, id: switchAction, cookie, before: [{ status: 'idle' }], form });
    const { status, stands = {} } = (state ?? {}) as { status?: string; stands?: Stands };
    const stand = stands[exchange];
    if (status !== 'saved' || !stand) return null;
    seqs[exchange] = stand.seq;
    return `${stand.on}`;
  };
}

function byApi(
  { portalUrl, apiUrl, secret }: Stage,
  { externalId, way }: Customer,
  { exchange, on }: Said,
): Once {
  const base = way === 'the API inside the portal' ? portalUrl : apiUrl;
  const headers = {
    authorization: `Bearer ${secret}`,
    'content-type': 'application/json',
    ...(way === 'the API, with a key for the write' && { 'idempotency-key': randomUUID() }),
  };
  const madeAt = new Date().toISOString();
  const filing = on ? { want: 'on', version: 1, madeAt, evidence } : { want: 'off', madeAt, evidence };
  return async () => {
    const answer = await fetch(`${base}/api/v1/customers/${externalId}/choices/${exchange}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(filing),
      signal: AbortSignal.timeout(30_000),
    });
    const told = (await answer.json()) as { on?: boolean; seq?: number };
    return answer.ok ? `${told.on} ${told.seq}` : null;
  };
}
