import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { apiReply } from '#db/schema/api.ts';

/** A write that may be sent again: whose, under which name, and what it said. */
export type Write = { keyId: string; idempotencyKey: string; requestHash: string };

export type StoredReply = { status: number; body: string };

/** What is known of a write: it is the caller's to do, another does it now, it is done, or it is another write. */
export type Claim = 'mine' | 'under way' | 'another request' | StoredReply;

/** After so long, whoever had claimed a write has died over it. Commands say the wanted state: doing one again is safe. */
const abandoned = sql`now() - interval '60 seconds'`;
const kept = sql`now() - interval '24 hours'`;

/** Claims a write for this caller, unless it is known. One of fifty at once gets it. */
export async function claimWrite(db: Db, { keyId, idempotencyKey, requestHash }: Write): Promise<Claim> {
  await db.delete(apiReply).where(and(eq(apiReply.keyId, keyId), lt(apiReply.claimedAt, kept)));
  const [claimed] = await db
    .insert(apiReply)
    .values({ keyId, idempotencyKey, requestHash })
    .onConflictDoUpdate({
      target: [apiReply.keyId, apiReply.idempotencyKey],
      set: { claimedAt: sql`now()` },
      setWhere: sql`${apiReply.status} is null and ${apiReply.claimedAt} < ${abandoned}
        and ${apiReply.requestHash} = ${requestHash}`,
    })
    .returning({ keyId: apiReply.keyId });
  if (claimed) return 'mine';
  const [known] = await db.select().from(apiReply).where(named({ keyId, idempotencyKey }));
  if (!known) return 'under way';
  if (known.requestHash !== requestHash) return 'another request';
  return known.status === null ? 'under way' : { status: known.status, body: known.body ?? '' };
}

/** Keeps the reply of a claimed write for a day. */
export async function keepReply(db: Db, write: Write, reply: StoredReply): Promise<void> {
  await db.update(apiReply).set(reply).where(named(write));
}

/** Gives a claimed write back: it failed in a way that another attempt may not. */
export async function dropClaim(db: Db, write: Write): Promise<void> {
  await db.delete(apiReply).where(named(write));
}

const named = ({ keyId, idempotencyKey }: Omit<Write, 'requestHash'>) =>
  and(eq(apiReply.keyId, keyId), eq(apiReply.idempotencyKey, idempotencyKey));
