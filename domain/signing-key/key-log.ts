import { z } from 'zod';
import { hashOf, hashSchema } from '../hash.ts';
import { open, readPayload } from './jws.ts';
import { thumbprint } from './operator.ts';

const x = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const base = {
  brand: z.uuid(),
  /** 1, 2, 3… within the brand. */
  number: z.int().positive(),
  at: z.iso.datetime(),
  /** SHA-256 of the entry before; null in the first. */
  previous: hashSchema.nullable(),
  /** The public half of the portal's key that signs this entry. */
  operator: x,
};

/** What an entry of a brand's key log says; `docs/ledger.md` has every member. */
export const keyEntrySchema = z.discriminatedUnion('does', [
  /** `found`: from before there was a log, and not proved to be the portal's own: adopted by hand. */
  z.strictObject({ ...base, does: z.literal('introduce'), key: x, found: z.literal(true).optional() }),
  z.strictObject({ ...base, does: z.literal('retire'), key: x, retired: z.iso.datetime() }),
  /** By the portal's key that leaves: the next one signs from here on. */
  z.strictObject({ ...base, does: z.literal('succeed'), next: x }),
  /** By a key that was not named as the next one: it takes what is above as it finds it. */
  z.strictObject({ ...base, does: z.literal('take_over') }),
]);

export type KeyEntry = z.infer<typeof keyEntrySchema>;

/** A key as the log knows it. `found`: since when the portal takes it on trust; null when it introduced the key itself. */
export type LoggedKey = {
  kid: string;
  x: string;
  introduced: string;
  retired: string | null;
  found: string | null;
  /** The entries that let it sign, and that ended it. */
  from: number;
  to: number | null;
};

export type KeyLog = {
  keys: readonly LoggedKey[];
  /** SHA-256 of each entry, in order. */
  hashes: readonly string[];
  /** The portal's key that signed the last entry: by naming the one before, it stands for all above. */
  operator: string | null;
  /** The first entry that is not right; what comes from there on does not count. */
  bad: number | null;
};

/** Reads a brand's key log in its order. It proves nothing unless `operator` is one that the reader knows. */
export async function readKeyLog(brand: string, entries: readonly string[]): Promise<KeyLog> {
  const keys = new Map<string, LoggedKey>();
  const hashes: string[] = [];
  let operator: string | null = null;
  let expected: string | null = null;
  for (const [index, jws] of entries.entries()) {
    const entry = await openEntry(jws);
    const follows =
      entry?.brand === brand && entry.number === index + 1 && entry.previous === (hashes.at(-1) ?? null);
    const signer = entry && (expected === null || entry.operator === expected || entry.does === 'take_over');
    if (!entry || !follows || !signer || !apply(entry, keys))
      return { keys: [...keys.values()], hashes, operator, bad: index + 1 };
    hashes.push(hashOf(jws));
    operator = entry.operator;
    expected = entry.does === 'succeed' ? entry.next : entry.operator;
  }
  return { keys: [...keys.values()], hashes, operator, bad: null };
}

async function openEntry(jws: string): Promise<KeyEntry | null> {
  const read = keyEntrySchema.safeParse(readPayload(jws));
  if (!read.success) return null;
  const { operator } = read.data;
  const opened = await open(jws, 'mutual-key', [{ kid: thumbprint(operator), x: operator }]);
  return opened.ok ? read.data : null;
}

/** False when the entry makes no sense after those above it. */
function apply(entry: KeyEntry, keys: Map<string, LoggedKey>): boolean {
  if (entry.does === 'introduce') {
    const { at, number } = entry;
    const kid = thumbprint(entry.key);
    if (keys.has(kid)) return false;
    const found = entry.found ? at : null;
    keys.set(kid, { kid, x: entry.key, introduced: at, retired: null, found, from: number, to: null });
  }
  if (entry.does === 'retire') {
    const key = keys.get(thumbprint(entry.key));
    if (!key || key.retired !== null) return false;
    keys.set(key.kid, { ...key, retired: entry.retired, to: entry.number });
  }
  if (entry.does === 'take_over')
    for (const key of keys.values()) keys.set(key.kid, { ...key, found: entry.at });
  return true;
}

/** Whether a key could sign when the log had so many entries. */
export const signedAt = ({ from, to }: LoggedKey, size: number): boolean =>
  from <= size && (to === null || to > size);
