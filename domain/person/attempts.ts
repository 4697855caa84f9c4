import { lt, sql } from 'drizzle-orm';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Db } from '#db/client.ts';
import { signInAttempt } from '#db/schema/person.ts';
import { hashToken } from '#lib/token.ts';
import type { BrandId, PersonId } from '../actor.ts';
import { DomainError } from '../errors.ts';

/** Ten minutes: as long as a link works, so whoever is told to wait has one that still does. */
const seconds = 600;
const limits = { address: 5, network: 60, looks: 60 };

/**
 * Counts an attempt to sign in. Throws limited after 5 mails to one address, or 60 attempts from one network, in ten
 * minutes from the first. An address is never locked: its latest mails still work, and so do OIDC and open sessions.
 */
export async function countAttempt(db: Db, from: { network: string; email?: string }): Promise<void> {
  await count(db, 'network', from.network);
  if (from.email) await count(db, 'address', from.email);
}

/**
 * Counts that a member of staff looks a customer up: whoever reads one person after the other is copying the brand's
 * customers. Throws limited after sixty in ten minutes from the first, wherever they are signed in.
 */
export const countLookUp = (db: Db, by: { personId: PersonId; brandId: BrandId }): Promise<void> =>
  count(db, 'looks', `${by.brandId} ${by.personId}`);

async function count(db: Db, kind: keyof typeof limits, value: string) {
  const limiter = new RateLimiterDrizzle({
    storeClient: db,
    schema: signInAttempt,
    keyPrefix: kind,
    points: limits[kind],
    duration: seconds,
    clearExpiredByTimeout: false,
  });
  try {
    await limiter.consume(hashToken(value));
  } catch (reason) {
    if (reason instanceof RateLimiterRes) throw new DomainError('limited', 'Too many attempts.');
    throw reason;
  }
}

/** Drops what no longer counts. */
export async function forgetAttempts(db: Db): Promise<void> {
  await db.delete(signInAttempt).where(lt(signInAttempt.expire, sql`now()`));
}
