import { cookies } from 'next/headers';
import { secureCookies } from './session-cookie.ts';

/** A year: for as long as someone may stay away and find the portal as they left it. */
const options = {
  path: '/',
  sameSite: 'lax',
  httpOnly: true,
  secure: secureCookies,
  maxAge: 365 * 24 * 60 * 60,
} as const;

/**
 * Lets this browser show the portal in a language and a time zone; null leaves it as it is.
 * Being httpOnly, a chosen zone cannot be overwritten by the browser's own (`components/browser-zone.tsx`).
 */
export async function keepPreferences(chosen: { locale?: string | null; timeZone?: string | null }) {
  const jar = await cookies();
  if (chosen.locale) jar.set('locale', chosen.locale, options);
  if (chosen.timeZone) jar.set('zone', chosen.timeZone, options);
}

/** Goes back to the browser's own time zone. */
export async function forgetZone() {
  (await cookies()).set('zone', '', { ...options, maxAge: 0 });
}
