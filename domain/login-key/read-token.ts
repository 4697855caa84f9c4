import { and, eq, isNull } from 'drizzle-orm';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import type { Db } from '#db/client.ts';
import { type LoginJwk, loginKey } from '#db/schema/login-key.ts';
import type { BrandId } from '../actor.ts';
import { clean } from '../input.ts';
import { algorithmOf } from './jwk.ts';

/** What a brand's login says: this browser is our customer `externalId`. */
export type LoginWord = { kid: string; externalId: string; jti: string; expiresAt: Date };

/** Why a token says nothing, in a word for the brand's engineers (docs/identity.md). */
export const loginFaults = [
  'unreadable',
  'unknown_key',
  'bad_signature',
  'bad_claims',
  'wrong_issuer',
  'wrong_audience',
  'lives_too_long',
  'not_yet',
  'expired',
] as const;
export type LoginFault = (typeof loginFaults)[number];

export type LoginReading = { ok: true; word: LoginWord } | { ok: false; why: LoginFault };

/** How long a token may live, and how far ahead the clock that made it may go, in seconds. */
const longest = 300;
const ahead = 60;

const headerSchema = z.object({ alg: z.enum(['EdDSA', 'ES256']), kid: z.string().min(1).max(100) });

const seconds = z.number().int().nonnegative().max(253_402_300_799);
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string().min(1).max(200).refine(clean),
  jti: z.string().min(8).max(200),
  iat: seconds,
  exp: seconds,
  nbf: seconds.optional(),
});

type Asked = { brand: { id: BrandId; slug: string }; portal: string; now?: Date };

/** Reads a token of a brand's own login (a compact JWS). It is not spent by that. */
export async function readLoginToken(db: Db, token: string, asked: Asked): Promise<LoginReading> {
  const header = headerSchema.safeParse(headerOf(token));
  if (!header.success) return refused('unreadable');
  const { alg, kid } = header.data;
  const key = await findLoginKey(db, asked.brand.id, kid);
  if (!key) return refused('unknown_key');
  if (alg !== algorithmOf(key)) return refused('bad_signature');
  const claims = await openedBy(key, token);
  if (claims === null) return refused('bad_signature');
  return judged(claims, kid, asked);
}

/** A key that is live, of this brand and no other. */
async function findLoginKey(db: Db, brandId: BrandId, kid: string): Promise<LoginJwk | null> {
  const [found] = await db
    .select({ publicKey: loginKey.publicKey })
    .from(loginKey)
    .where(and(eq(loginKey.brandId, brandId), eq(loginKey.kid, kid), isNull(loginKey.revokedAt)));
  return found?.publicKey ?? null;
}

function headerOf(token: string): unknown {
  try {
    return token.length > 4000 ? null : decodeProtectedHeader(token);
  } catch {
    return null;
  }
}

/** What the key signed, by the one algorithm that is its own: undefined when that is no JSON, null when it signed nothing. */
async function openedBy(key: LoginJwk, token: string): Promise<unknown> {
  try {
    const { payload } = await compactVerify(token, key, { algorithms: [algorithmOf(key)] });
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

function judged(payload: unknown, kid: string, { brand, portal, now = new Date() }: Asked): LoginReading {
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) return refused('bad_claims');
  const { iss, aud, sub, jti, iat, exp, nbf } = claims.data;
  const at = now.getTime() / 1000;
  if (iss !== brand.slug) return refused('wrong_issuer');
  if (aud !== portal) return refused('wrong_audience');
  if (exp <= iat || exp - iat > longest) return refused('lives_too_long');
  if (Math.max(iat, nbf ?? iat) > at + ahead) return refused('not_yet');
  if (exp <= at) return refused('expired');
  return { ok: true, word: { kid, externalId: sub, jti, expiresAt: new Date(exp * 1000) } };
}

const refused = (why: LoginFault): LoginReading => ({ ok: false, why });
