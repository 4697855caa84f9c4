import { and, eq, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { customer } from '#db/schema/customer.ts';
import { loginKey, spentToken } from '#db/schema/login-key.ts';
import { brandAccount, person, relation, session } from '#db/schema/person.ts';
import { withScope } from '#db/scope.ts';
import { hashToken } from '#lib/token.ts';
import type { BrandId, CustomerId, PersonId } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { DomainError, notFound } from '../errors.ts';
import type { LoginWord } from '../login-key/read-token.ts';
import { type NewSession, startSession } from './sessions.ts';
import { type Weighed, weigh } from './weigh-login.ts';

type Asked = {
  brandId: BrandId;
  word: LoginWord;
  /** Who is signed in by their own means, if anyone. */
  own: PersonId | null;
  /** What the page said that would be done. */
  does: string;
  /** The session to begin for who is not signed in. */
  fresh: Omit<NewSession, 'personId' | 'through'>;
};

export type BrandSignIn = { customerId: CustomerId; personId: PersonId; isNew: boolean };

/**
 * Does what a brand's word can do here (weigh-login.ts), and spends it: it lets in once. All in one transaction, so that a
 * key that is revoked meanwhile either lets nobody in or ends this too.
 * Throws stale (not what the page said), conflict (the word was used already), forbidden (its key was revoked), not_found.
 */
export async function signInByBrand(db: Db, asked: Asked): Promise<BrandSignIn> {
  const { brandId, word } = asked;
  // What has run out is refused for its time alone.
  await db.delete(spentToken).where(lt(spentToken.expiresAt, sql`now() - interval '1 hour'`));
  const done = await withScope(db, { kind: 'brand', brandId }, async (tx) => {
    await requireLiveKey(tx, brandId, word.kid);
    await spend(tx, brandId, word);
    const weighed = await weigh(tx, brandId, word, asked.own);
    if (!('customerId' in weighed)) throw notFound('customer');
    if (weighed.does !== asked.does) throw new DomainError('stale', 'Not what the page said any more.');
    const personId = weighed.as ?? (await makeNameless(tx));
    if (weighed.does === 'keep') await renew(tx, weighed, word.kid);
    else await give(tx, brandId, word, weighed, personId);
    const { customerId } = weighed;
    if (weighed.does === 'enter')
      await startSession(tx, { ...asked.fresh, personId, through: { customerId, brandId, kid: word.kid } });
    await writeAudit(
      tx,
      { kind: 'customer', personId, brandId, customerId },
      { action: 'customer.signed_in', customerId, details: { kid: word.kid } },
    );
    return { customerId, personId, isNew: weighed.does === 'enter' };
  });
  await markUsed(db, brandId, word.kid);
  return done;
}

async function requireLiveKey(tx: Tx, brandId: BrandId, kid: string) {
  const its = and(eq(loginKey.brandId, brandId), eq(loginKey.kid, kid), isNull(loginKey.revokedAt));
  const [live] = await tx.select({ kid: loginKey.kid }).from(loginKey).where(its).for('share');
  if (!live) throw new DomainError('forbidden', 'The key was revoked.');
}

/** Of two that bring the same word at once, one gets in. */
async function spend(tx: Tx, brandId: BrandId, { jti, expiresAt }: LoginWord) {
  const spent = await tx
    .insert(spentToken)
    .values({ brandId, jtiHash: hashToken(jti), expiresAt })
    .onConflictDoNothing()
    .returning({ brandId: spentToken.brandId });
  if (spent.length === 0) throw new DomainError('conflict', 'The word was used already.');
}

/** To the minute, after the deed: nobody waits for another who came by the same key. */
async function markUsed(db: Db, brandId: BrandId, kid: string) {
  const its = and(eq(loginKey.brandId, brandId), eq(loginKey.kid, kid));
  const longAgo = lt(loginKey.lastUsedAt, sql`now() - interval '1 minute'`);
  await db
    .update(loginKey)
    .set({ lastUsedAt: sql`now()` })
    .where(and(its, or(isNull(loginKey.lastUsedAt), longAgo)));
}

/** Someone who has no way in but a brand's word about one record. */
async function makeNameless(tx: Tx): Promise<PersonId> {
  const [made] = await tx.insert(person).values({}).returning({ id: person.id });
  if (!made) throw new TypeError('A person was not kept.');
  return made.id as PersonId;
}

type Gives = Extract<Weighed, { customerId: CustomerId }>;

/** A word that its person took themselves stands in the place of the one before. It opens nothing that was not open. */
async function renew(tx: Tx, { customerId, as }: Extract<Gives, { does: 'add' | 'keep' }>, kid: string) {
  await tx
    .update(brandAccount)
    .set({ kid, saidAt: sql`now()` })
    .where(and(eq(brandAccount.customerId, customerId), eq(brandAccount.personId, as)));
}

/** Makes the record the person's by the brand's word; whoever had it by nothing but such a word has it no more. */
async function give(tx: Tx, brandId: BrandId, { kid }: LoginWord, weighed: Gives, personId: PersonId) {
  const { customerId, does } = weighed;
  const open = and(eq(relation.customerId, customerId), isNull(relation.endedAt));
  await tx
    .update(relation)
    .set({ endedAt: sql`now()`, ended: 'moved' })
    .where(and(open, ne(relation.personId, personId)));
  const ofOthers = and(eq(session.throughCustomer, customerId), ne(session.personId, personId));
  await tx.delete(session).where(ofOthers);
  const said = { brandId, personId, kid, saidAt: sql`now()` };
  await tx
    .insert(brandAccount)
    .values({ customerId, ...said })
    .onConflictDoUpdate({
      target: brandAccount.customerId,
      set: said,
      // Somebody's own sign-in rests on the word that they took themselves, not on one that came without them.
      setWhere: does === 'enter' ? sql`not comes_alone(${personId})` : undefined,
    });
  await tx.update(customer).set({ personId }).where(eq(customer.customerId, customerId));
  await tx.execute(sql`
    insert into relation (person_id, brand_id, customer_id, proof)
    select ${personId}, ${brandId}, ${customerId}, 'brand_token'
    where not exists (select from relation where customer_id = ${customerId} and ended_at is null)`);
}
