import { cookies, headers } from 'next/headers';
import { env } from '#lib/env.ts';
import { clientNetwork } from './client-network.ts';
import { ownOrigin } from './origin.ts';

/** What a request says about whoever wants to sign in. */
export async function asking() {
  const [head, jar, origin] = await Promise.all([headers(), cookies(), ownOrigin()]);
  return {
    origin,
    userAgent: head.get('user-agent'),
    network: clientNetwork(head.get('x-forwarded-for'), env.TRUSTED_PROXIES),
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
  };
}
