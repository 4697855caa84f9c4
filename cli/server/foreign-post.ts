import type { IncomingMessage } from 'node:http';
import { env } from '#lib/env.ts';

/**
 * Whether a form was sent by a page that is not ours: then it is refused in words, before Next would answer 500.
 * The API has keys instead of pages. A post without Origin goes on: the action itself refuses it (auth/origin.ts).
 */
export function isForeignPost({ method, url = '/', headers }: IncomingMessage): boolean {
  if (method !== 'POST' || isOthersToPost(url) || headers.origin === undefined) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== ownHost(headers.host);
}

/** The API, and where a brand's own page posts its customer's token, which is asked about before it does anything. */
const isOthersToPost = (url: string) =>
  url.startsWith('/api/') || /^\/sign-in\/brand\/[a-z0-9-]+$/.test(url.split('?')[0] ?? '');

/** Next compares Origin with the host it was asked for; behind a balancer that renames it, ours is the one to compare with. */
export function nameOwnHost(request: IncomingMessage): void {
  if (env.PORTAL_URL) request.headers['x-forwarded-host'] = new URL(env.PORTAL_URL).host;
}

const ownHost = (asked: string | undefined) => (env.PORTAL_URL ? new URL(env.PORTAL_URL).host : asked);
