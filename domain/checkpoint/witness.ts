import { z } from 'zod';
import { hashOf } from '../hash.ts';
import { readPayload } from '../signing-key/jws.ts';
import { type KnownKey, knownKeySchema } from '../signing-key/public-keys.ts';
import { coversAll, readStatement, type Statement, statementSchema } from './statement.ts';

const x = knownKeySchema.shape.x;

/** A copy of what a brand has signed, kept by somebody else than who runs the portal; `docs/ledger.md` has every member. */
export const copySchema = z.strictObject({
  format: z.literal('mutual-witness'),
  portal: z.string(),
  brand: z.uuid(),
  slug: z.string(),
  /** The public half of the portal's own key, as it was when the copy began or as somebody has said since. */
  operator: x,
  keys: z.array(z.strictObject({ kid: z.string(), x })),
  /** The signed checkpoints, from the first on. */
  checkpoints: z.array(z.string()),
});

export type Copy = z.infer<typeof copySchema>;

/** What a portal says today: its keys, how many checkpoints there are, and those from the copy's last one on. */
export type Seen = {
  operator: string;
  brand: string;
  keys: readonly KnownKey[];
  newest: number;
  checkpoints: readonly string[];
};

export type WitnessFinding =
  /** No such brand is there any more, or another under its name; what the portal signs with is not what it was. */
  | { why: 'gone' | 'brand' }
  | { why: 'operator'; kept: string; now: string }
  | { why: 'key'; kid: string }
  /** The copy has more checkpoints; it has another one of this number. */
  | { why: 'shrank'; kept: number; now: number }
  | { why: 'forked'; number: number; kept: string; now: string }
  /** The copy itself was changed; what is new is not signed, does not follow, or takes back what was signed before. */
  | { why: 'copy' | 'unsigned' | 'broken link' | 'keys' | 'ids' | 'fewer'; number: number };

export type Continued = { ok: true; copy: Copy; added: number } | { ok: false; finding: WitnessFinding };

/** The copy with what is new, if that continues it. `accepted`: a portal key that somebody has compared by another way. */
export async function continueCopy(copy: Copy, seen: Seen, accepted?: string): Promise<Continued> {
  const operator = seen.operator === accepted ? accepted : copy.operator;
  const kept = copy.checkpoints.length;
  const last = copy.checkpoints.at(-1) ?? null;
  const [again, ...rest] = seen.checkpoints;
  const added = last === null ? seen.checkpoints : rest;
  const finding =
    (await findDamaged(copy)) ??
    findOther(copy, seen, operator) ??
    (seen.newest < kept ? { why: 'shrank' as const, kept, now: seen.newest } : null) ??
    (last !== null && again !== last
      ? { why: 'forked' as const, number: kept, kept: last, now: again ?? '' }
      : null) ??
    (await findBroken(added, last, (jws) => readNew(seen, jws)));
  if (finding) return { ok: false, finding };
  const keys = seen.keys
    .filter(({ brand }) => brand === copy.brand)
    .map(({ kid, x: half }) => ({ kid, x: half }));
  const checkpoints = [...copy.checkpoints, ...added];
  return { ok: true, copy: { ...copy, operator, keys, checkpoints }, added: added.length };
}

/** Whether it is the same brand, of the same portal, with all its keys. */
export function findOther(
  copy: Copy,
  { brand, operator, keys }: Pick<Seen, 'brand'> & { operator: string; keys: readonly { kid: string }[] },
  kept = copy.operator,
): WitnessFinding | null {
  if (brand !== copy.brand) return { why: 'brand' };
  if (operator !== kept) return { why: 'operator', kept, now: operator };
  const lost = copy.keys.find(({ kid }) => !keys.some((key) => key.kid === kid));
  return lost ? { why: 'key', kid: lost.kid } : null;
}

/** Whether the copy is as it was kept. */
export async function findDamaged(copy: Copy): Promise<WitnessFinding | null> {
  const keys = copy.keys.map((key) => ({ ...key, brand: copy.brand }));
  const broken = await findBroken(copy.checkpoints, null, async (jws) => {
    const read = await readStatement(jws, keys);
    return read.ok ? read.statement : null;
  });
  return broken && { why: 'copy', number: broken.number };
}

/** Signed by a key of the brand that the portal vouches for, and that still signed then. */
async function readNew({ brand, keys }: Seen, jws: string): Promise<Statement | null> {
  const read = await readStatement(
    jws,
    keys.filter((key) => key.brand === brand),
  );
  if (!read.ok) return null;
  const { retired } = read.key;
  return retired === null || read.statement.at <= retired ? read.statement : null;
}

type Broken = { why: 'unsigned' | 'broken link' | 'keys' | 'ids' | 'fewer'; number: number };

/** The first checkpoint that does not follow from the one before. All that they sign only grows. */
async function findBroken(
  checkpoints: readonly string[],
  before: string | null,
  read: (jws: string) => Promise<Statement | null>,
): Promise<Broken | null> {
  let previous = before;
  let last = before === null ? null : statementSchema.parse(readPayload(before));
  for (const jws of checkpoints) {
    const number = (last?.number ?? 0) + 1;
    const statement = await read(jws);
    if (!statement) return { why: 'unsigned', number };
    if (statement.number !== number || statement.previous !== (previous === null ? null : hashOf(previous)))
      return { why: 'broken link', number };
    const why = last && takesBack(last, statement);
    if (why) return { why, number };
    [previous, last] = [jws, statement];
  }
  return null;
}

function takesBack(last: Statement, next: Statement): 'fewer' | 'keys' | 'ids' | null {
  if (next.size < last.size) return 'fewer';
  if (!coversAll(last)) return null;
  if (!coversAll(next)) return 'keys';
  const [before, now] = [last.keys, next.keys];
  if (now.size < before.size || (now.size === before.size && now.head !== before.head)) return 'keys';
  return next.ids === last.ids ? null : 'ids';
}
