import { asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { keyLog } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';
import { hashOf } from '../hash.ts';
import { sign } from './jws.ts';
import type { KeyEntry } from './key-log.ts';
import type { Operator } from './operator.ts';

type OfEach = 'brand' | 'number' | 'at' | 'previous' | 'operator';
type Without<Entry> = Entry extends KeyEntry ? Omit<Entry, OfEach> : never;

/** What an entry says besides its place in the log. */
export type KeyDeed = Without<KeyEntry>;

/** The signed entries of a brand's key log, once nobody else writes to it. */
export async function holdKeyLog(tx: Tx, brandId: BrandId): Promise<string[]> {
  await tx.execute(sql`select 1 from brand where id = ${brandId} for no key update`);
  return keyEntries(tx, brandId);
}

export async function keyEntries(tx: Pick<Tx, 'select'>, brandId: BrandId): Promise<string[]> {
  const rows = await tx
    .select({ number: keyLog.number, entry: keyLog.entry })
    .from(keyLog)
    .where(eq(keyLog.brandId, brandId))
    .orderBy(asc(keyLog.number));
  // What stands under another number than its place is not the entry of that place.
  return rows.map(({ number, entry }, index) => (number === index + 1 ? entry : ''));
}

/** Appends to a log that is held, and gives it as it is then. Only the owner role may. */
export async function writeKeyLog(
  tx: Tx,
  brandId: BrandId,
  held: readonly string[],
  { by, deeds, at }: { by: Operator; deeds: readonly KeyDeed[]; at: Date },
): Promise<string[]> {
  const entries = [...held];
  for (const deed of deeds) {
    const last = entries.at(-1);
    const number = entries.length + 1;
    const previous = last === undefined ? null : hashOf(last);
    const place = { brand: brandId, number, at: at.toISOString(), previous, operator: by.x };
    entries.push(await sign(by, 'mutual-key', { ...place, ...deed }));
  }
  const rows = entries
    .slice(held.length)
    .map((entry, i) => ({ brandId, number: held.length + i + 1, entry }));
  if (rows.length > 0) await tx.insert(keyLog).values(rows);
  return entries;
}
