import { asc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { signingKey } from '#db/schema/proof.ts';
import type { SealKey } from '#lib/seal.ts';
import type { BrandId } from '../actor.ts';
import type { KeyLog, LoggedKey } from './key-log.ts';
import { operatorOf, thumbprint } from './operator.ts';
import { publicHalf } from './private-key.ts';

export type BadKey =
  /** An entry of the key log does not follow from those before, or is not signed as it says. */
  | { why: 'log'; number: number }
  /** The log is signed by a portal key that is not of this AUTH_SECRET. */
  | { why: 'operator'; kid: string }
  /** It is not in the log; it is in the log and gone; it differs from the log; it does not open with AUTH_SECRET. */
  | { why: 'unlisted' | 'lost' | 'altered' | 'sealed'; kid: string };

type Row = typeof signingKey.$inferSelect;

/**
 * Whoever can write to the database could add a key of their own and sign everything anew with it. They cannot introduce
 * it: the log of keys is signed by a key that is not in the database. Without the seal key only the log itself is read.
 */
export async function findBadKey(
  tx: Tx,
  brandId: BrandId,
  log: KeyLog,
  sealKey: SealKey | null,
): Promise<BadKey | null> {
  const rows = await tx
    .select()
    .from(signingKey)
    .where(eq(signingKey.brandId, brandId))
    .orderBy(asc(signingKey.createdAt));
  return badLog(log, sealKey) ?? badRow(log, rows, sealKey);
}

function badLog({ bad, operator }: KeyLog, sealKey: SealKey | null): BadKey | null {
  if (bad !== null) return { why: 'log', number: bad };
  const foreign = sealKey !== null && operator !== null && operator !== operatorOf(sealKey).x;
  return foreign ? { why: 'operator', kid: thumbprint(operator) } : null;
}

function badRow({ keys }: KeyLog, rows: readonly Row[], sealKey: SealKey | null): BadKey | null {
  const logged = new Map(keys.map((key) => [key.kid, key]));
  for (const row of rows) {
    const why = whyBad(row, logged.get(row.id), sealKey);
    if (why) return { why, kid: row.id };
  }
  const lost = keys.find(({ kid }) => !rows.some(({ id }) => id === kid));
  return lost ? { why: 'lost', kid: lost.kid } : null;
}

function whyBad(
  { id, publicKey, sealed, retiredAt }: Row,
  logged: LoggedKey | undefined,
  sealKey: SealKey | null,
) {
  if (!logged) return 'unlisted';
  const { kty, crv, x } = publicKey;
  const same = kty === 'OKP' && crv === 'Ed25519' && x === logged.x;
  if (!same || (retiredAt?.toISOString() ?? null) !== logged.retired) return 'altered';
  const opens = sealKey === null || retiredAt !== null || publicHalf(sealKey, id, sealed) === x;
  return opens ? null : 'sealed';
}
