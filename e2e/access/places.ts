import { registerSystem } from '#domain/system/register-system.ts';
import { makeKey } from '../make-key.ts';
import type { Portal } from '../portal.ts';
import { actionId, postAction } from '../post-action.ts';
import { brand, type Callers } from './callers.ts';

/** What addresses name that only this run has: a customer, a look-up of support's, an upload of the owner's. */
export async function makePlaces(
  portal: Portal,
  { headersOf, externalId, record }: Callers,
): Promise<Record<string, string>> {
  await makeSystem(portal);
  return {
    customer: externalId,
    record,
    lookup: await lookUp(portal, (await headersOf('support')).cookie ?? '', externalId),
    upload: await upload(portal, (await headersOf('owner')).cookie ?? ''),
  };
}

async function lookUp({ url: base }: Portal, cookie: string, value: string): Promise<string> {
  const id = await actionId('app/staff/[brand]/customers/actions.ts lookUp');
  const form = { by: 'external_id', value, reason: 'They asked about it' };
  const url = `${base}/staff/${brand}/customers`;
  const { redirect } = await postAction({ url, id, cookie, before: [brand, { status: 'idle' }], form });
  return lastOf(redirect);
}

async function upload({ url }: Portal, cookie: string): Promise<string> {
  const form = new FormData();
  const mapping = { feeds: [{ file: 'seen.csv', customer: { id: 'customer' } }] };
  form.append('mapping', new File([JSON.stringify(mapping)], 'mapping.json'));
  form.append('data', new File(['customer\n1\n'], 'seen.csv'));
  const answer = await fetch(`${url}/staff/${brand}/import/upload`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: url },
    body: form,
  });
  return lastOf(answer.headers.get('location'));
}

const lastOf = (address: string | null) => /\/([\w-]+)(;.*)?$/.exec(address ?? '')?.[1] ?? 'none';

/** The system `letters`, which no delivery goes to. */
async function makeSystem(portal: Portal): Promise<void> {
  const { by } = await makeKey(portal, brand, ['ingest']);
  const text = { en: 'Letters' };
  const terms = { name: text, summary: text, exchanges: ['watch-together'], url: 'https://letters.example/' };
  await registerSystem(by, portal.sealKey, { slug: 'letters', ...terms });
}
