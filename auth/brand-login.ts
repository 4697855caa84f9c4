import { cookies } from 'next/headers';
import { portal } from '#db/portal.ts';
import type { PersonId } from '#domain/actor.ts';
import type { Brand } from '#domain/brand/queries.ts';
import { DomainError } from '#domain/errors.ts';
import { type LoginFault, type LoginReading, readLoginToken } from '#domain/login-key/read-token.ts';
import { countAttempt, forgetAttempts } from '#domain/person/attempts.ts';
import { type BrandSignIn, signInByBrand } from '#domain/person/sign-in-by-brand.ts';
import { type Weighed, weighLogin } from '#domain/person/weigh-login.ts';
import { hashToken, newToken } from '#lib/token.ts';
import { asking } from './asking.ts';
import { keepSession } from './keep-session.ts';
import { ownOrigin, requireOwnOrigin } from './origin.ts';
import { secureCookies, sessionCookie, sessionSeconds } from './session-cookie.ts';
import { visit } from './visitor.ts';

/** From the brand's form to our page, in the browser alone: an address would be kept in logs and histories. */
const tokenCookie = {
  name: secureCookies ? '__Host-login-token' : 'login-token',
  options: { ...sessionCookie.options, maxAge: 300 },
} as const;

/**
 * Takes a token from the brand's own page, where no cookie of ours comes along: it is looked at and kept for the page that
 * asks, and lets nobody in. Throws DomainError limited.
 */
export async function receiveToken(brand: Brand, token: string): Promise<LoginReading> {
  const { db } = portal();
  await forgetAttempts(db);
  await countAttempt(db, await asking());
  const reading = await read(brand, token);
  if (reading.ok) (await cookies()).set(tokenCookie.name, token, tokenCookie.options);
  return reading;
}

export type Offer = { token: string; number: string; weighed: Weighed };

/** What the token that came last could do now; why it can do nothing; null when none has come. */
export async function readOffer(brand: Brand): Promise<Offer | { why: LoginFault } | null> {
  const token = (await cookies()).get(tokenCookie.name)?.value;
  if (!token) return null;
  const reading = await read(brand, token);
  if (!reading.ok) return { why: reading.why };
  const weighed = await weighLogin(portal().db, brand.id, reading.word, await signedInAlone());
  return { token, number: reading.word.externalId, weighed };
}

/**
 * Does what the page said. The token is the one that the page showed, and the person the one it was drawn for: neither
 * can be changed under it. Gives why a token can do nothing.
 * Throws DomainError: forbidden (another origin; the key was revoked), limited, stale, conflict (used), not_found.
 */
export async function takeOffer(
  brand: Brand,
  said: { token: string; does: string; drawnFor: string },
): Promise<BrandSignIn | { why: LoginFault }> {
  await requireOwnOrigin();
  const from = await asking();
  const { db } = portal();
  await countAttempt(db, from);
  const reading = await read(brand, said.token);
  if (!reading.ok) return { why: reading.why };
  const own = await signedInAlone();
  if ((own ?? '') !== said.drawnFor) throw new DomainError('stale', 'Someone else is signed in now.');
  const token = newToken();
  const done = await signInByBrand(db, {
    ...{ brandId: brand.id, word: reading.word, own, does: said.does },
    fresh: {
      tokenHash: hashToken(token),
      userAgent: from.userAgent,
      expiresAt: new Date(Date.now() + sessionSeconds * 1000),
    },
  });
  (await cookies()).set(tokenCookie.name, '', { ...tokenCookie.options, maxAge: 0 });
  if (done.isNew) await keepSession(token, null);
  return done;
}

const read = async (brand: Brand, token: string) =>
  readLoginToken(portal().db, token, { brand, portal: await ownOrigin() });

/** Who is signed in by their own means; a sign-in through a brand opens one record and is nobody's to add to. */
async function signedInAlone(): Promise<PersonId | null> {
  const who = await visit();
  return who && who.through === null ? who.personId : null;
}
