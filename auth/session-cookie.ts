import { env } from '#lib/env.ts';

export const secureCookies = env.PORTAL_URL?.startsWith('https:') ?? false;

/** On https the browser keeps the cookie to this host and to https by the name's prefix (RFC 6265bis §4.1.3). */
export const sessionCookie = {
  name: secureCookies ? '__Host-session' : 'session',
  options: { httpOnly: true, sameSite: 'lax', path: '/', secure: secureCookies },
} as const;

/** How long a sign-in lasts, in seconds: thirty days. */
export const sessionSeconds = 30 * 24 * 60 * 60;
