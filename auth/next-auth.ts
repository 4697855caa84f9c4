import { createHash } from 'node:crypto';
import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';
import { env } from '#lib/env.ts';
import { newToken } from '#lib/token.ts';
import { authOptions, inside } from './options.ts';
import { secureCookies, sessionCookie } from './session-cookie.ts';

/** What next-auth is asked to do. Whoever asks has checked the request's Origin where it is one that acts. */
export type Ask = {
  action: 'signin' | 'callback';
  /** `email`, or the id of an OIDC issuer. */
  provider: string;
  origin: string;
  userAgent: string | null;
  cookies?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: Readonly<Record<string, string>>;
};

export type Answer = {
  /** next-auth's own word for what went wrong. */
  error: string | null;
  /** Where to go on: a path of the portal, or an issuer's address. */
  to: string;
  /** Who was signed in by it. */
  personId: string | null;
  /** Set-Cookie headers for the browser. */
  setCookies: readonly string[];
};

/**
 * Asks next-auth within this process, by its request-and-response form: its own pages need its script in the browser,
 * and its routes act on a GET. Its double-submit token is filled in here, as the Origin check stands in its place.
 */
export async function askNextAuth(ask: Ask): Promise<Answer> {
  const acts = ask.action === 'signin';
  let personId: string | null = null;
  const options = authOptions({
    origin: ask.origin,
    userAgent: ask.userAgent,
    onSignIn: (id) => {
      personId = id;
    },
  });
  const { csrfToken, csrfCookie } = csrf(options.secret ?? '');
  const { [sessionCookie.name]: _, ...cookies } = ask.cookies ?? {};
  const { host, protocol } = new URL(ask.origin);
  trustOurHost();
  const request = {
    method: acts ? 'POST' : 'GET',
    query: { ...ask.query, nextauth: [ask.action, ask.provider] },
    body: acts ? { ...ask.body, csrfToken } : undefined,
    cookies: { ...cookies, ...csrfCookie },
    headers: { 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) },
  };
  const response = recorder();
  await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  const { location, setCookies } = response.recorded();
  return { ...whereTo(location, ask.origin), personId, setCookies };
}

/** As next-auth hashes a link's token before it is stored. */
export const linkHash = (token: string) =>
  createHash('sha256').update(`${token}${env.AUTH_SECRET}`).digest('hex');

/** next-auth learns its address from its own variable only, unless told to trust the host; the host it gets is ours. */
function trustOurHost() {
  delete process.env.NEXTAUTH_URL;
  process.env.AUTH_TRUST_HOST = '1';
}

function csrf(secret: string) {
  const csrfToken = newToken();
  const hash = createHash('sha256').update(`${csrfToken}${secret}`).digest('hex');
  const name = `${secureCookies ? '__Host-' : ''}next-auth.csrf-token`;
  return { csrfToken, csrfCookie: { [name]: `${csrfToken}|${hash}` } };
}

/** As much of a response as next-auth writes to. */
function recorder() {
  const headers = new Map<string, string | string[]>();
  const response = {
    status: () => response,
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader: (name: string, value: string | string[]) => {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    end: () => {},
    json: () => {},
    send: () => {},
    recorded: () => ({
      location: [headers.get('location') ?? []].flat()[0] ?? null,
      setCookies: [headers.get('set-cookie') ?? []].flat(),
    }),
  };
  return response;
}

/** next-auth's own pages stand for errors; whatever else is within the portal stays a path. */
function whereTo(location: string | null, origin: string): Pick<Answer, 'error' | 'to'> {
  const path = inside(origin, location);
  const url = new URL(path ?? '/', origin);
  if (location === null || /^\/api\/auth\/(error|signin)$/.test(url.pathname))
    return { error: url.searchParams.get('error') ?? 'Callback', to: '/sign-in' };
  return { error: null, to: path ?? location };
}
