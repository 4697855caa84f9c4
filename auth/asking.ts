import { cookies, headers } from 'next/headers';
import { env } from '#lib/env.ts';
import { clientNetwork } from './client-network.ts';
import { ownOrigin } from './origin.ts';

/** Whose share of what is scarce a request takes (client-network.ts). */
export const askingNetwork = async () =>
  clientNetwork((await headers()).get('x-forwarded-for'), env.TRUSTED_PROXIES);

/** What a request says about whoever wants to sign in. */
export async function asking() {
  const [head, jar, origin, network] = await Promise.all([
    headers(),
    cookies(),
    ownOrigin(),
    askingNetwork(),
  ]);
  return {
    origin,
    userAgent: head.get('user-agent'),
    network,
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
  };
}
