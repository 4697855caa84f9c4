import { cookies } from 'next/headers';
import { portal } from '#db/portal.ts';
import { findPerson } from '#domain/person/find-person.ts';
import { endSessionOf, startSession } from '#domain/person/sessions.ts';
import { hashToken, newToken } from '#lib/token.ts';
import { keepPreferences } from './preference-cookies.ts';
import { sessionCookie, sessionSeconds } from './session-cookie.ts';

/**
 * Gives the browser its new session, ends the one it had, and lets it read as the person chose. `personId` is null where a
 * brand's login let them in: it is not told how they read.
 */
export async function keepSession(token: string, personId: string | null): Promise<void> {
  const jar = await cookies();
  const { db } = portal();
  const earlier = jar.get(sessionCookie.name)?.value;
  if (earlier && earlier !== token) await endSessionOf(db, hashToken(earlier));
  jar.set(sessionCookie.name, token, { ...sessionCookie.options, maxAge: sessionSeconds });
  const person = personId && (await findPerson(db, personId));
  if (person) await keepPreferences({ locale: person.locale, timeZone: person.timeZone });
}

/** Starts a session without next-auth, for whom the demo offers. */
export async function openSession(personId: string, userAgent: string | null): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + sessionSeconds * 1000);
  await startSession(portal().db, { tokenHash: hashToken(token), personId, userAgent, expiresAt });
  await keepSession(token, personId);
}

/** Signs this browser out; nothing happens when nobody is signed in. */
export async function closeSession(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookie.name)?.value;
  if (token) await endSessionOf(portal().db, hashToken(token));
  jar.set(sessionCookie.name, '', { ...sessionCookie.options, maxAge: 0 });
}
