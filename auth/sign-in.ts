import { portal } from '#db/portal.ts';
import { DomainError } from '#domain/errors.ts';
import { countAttempt, forgetAttempts } from '#domain/person/attempts.ts';
import { emailSchema } from '#domain/person/email-address.ts';
import { env } from '#lib/env.ts';
import { asking } from './asking.ts';
import { keepSession } from './keep-session.ts';
import { type Answer, askNextAuth } from './next-auth.ts';
import { requireOwnOrigin } from './origin.ts';
import { sessionCookie } from './session-cookie.ts';

/**
 * Sends a link to an address, known or not: both get the same reply by the same steps.
 * Throws DomainError: forbidden (another origin), invalid, limited, unavailable (the mail did not leave).
 */
export async function mailLink(address: unknown, to: string): Promise<void> {
  await requireOwnOrigin();
  const email = emailSchema.safeParse(address);
  if (!email.success) throw new DomainError('invalid', 'That is no e-mail address.', { email: 'email' });
  const { db } = portal();
  const from = await asking();
  await forgetAttempts(db);
  await countAttempt(db, { network: from.network, email: email.data });
  const body = { email: email.data, callbackUrl: to };
  const { error } = await askNextAuth({ ...from, action: 'signin', provider: 'email', body });
  if (error) throw new DomainError('unavailable', 'The mail could not be sent.');
}

/** Spends a link and signs its person in. False when it is spent already, too old, or made up. */
export async function followLink(token: string): Promise<boolean> {
  await requireOwnOrigin();
  const from = await asking();
  await countAttempt(portal().db, from);
  return signedIn(await askNextAuth({ ...from, action: 'callback', provider: 'email', query: { token } }));
}

/** Sends the browser to an issuer. Null when the portal knows no such issuer, or cannot reach it. */
export async function goToIssuer(id: string, to: string): Promise<Answer | null> {
  if (!env.OIDC.some((issuer) => issuer.id === id)) return null;
  const from = await asking();
  await countAttempt(portal().db, from);
  const answer = await askNextAuth({ ...from, action: 'signin', provider: id, body: { callbackUrl: to } });
  return answer.error ? null : answer;
}

/** Takes the browser back from an issuer. Null when the issuer, or a check of what it said, said no. */
export async function returnFromIssuer(id: string, query: Record<string, string>): Promise<Answer | null> {
  if (!env.OIDC.some((issuer) => issuer.id === id)) return null;
  const from = await asking();
  const answer = await askNextAuth({ ...from, action: 'callback', provider: id, query });
  return (await signedIn(answer)) ? answer : null;
}

async function signedIn({ error, personId, setCookies }: Answer): Promise<boolean> {
  const cookie = setCookies.find((header) => header.startsWith(`${sessionCookie.name}=`));
  const token = cookie?.slice(sessionCookie.name.length + 1).split(';')[0];
  if (error || !personId || !token) return false;
  await keepSession(token, personId);
  return true;
}
