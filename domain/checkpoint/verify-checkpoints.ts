import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { checkpoint, checkpointTile } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';
import { catalogueHash } from '../exchange/catalogue.ts';
import { hashOf } from '../hash.ts';
import { type LoggedKey, signedAt } from '../signing-key/key-log.ts';
import { type BrandNow, type Broken, findBroken } from './brand-now.ts';
import { endLength } from './chain-end.ts';
import { findLostEnd, type LostEnd } from './lost-ends.ts';
import { treesKept } from './make-checkpoint.ts';
import { coversAll, readStatement, type Statement, type Unopened } from './statement.ts';
import { TreeBuilder } from './tree.ts';

export type BadCheckpoint = {
  number: number;
  why: Unopened | 'retired_key' | 'gap' | 'broken link' | 'altered' | 'tree' | 'lost' | Broken['why'];
  /** Which signed end of a chain the ledger no longer has. */
  lost?: LostEnd;
  /** Which exchange is not as it was published then. */
  exchange?: string;
};

type Row = typeof checkpoint.$inferSelect;

/** Checks every checkpoint in order: its signature, what it follows, and against the ledger what it signed. */
export async function verifyCheckpoints(
  tx: Tx,
  brandId: BrandId,
  now: BrandNow,
): Promise<{ count: number; bad: BadCheckpoint | null }> {
  const rows = await tx
    .select()
    .from(checkpoint)
    .where(eq(checkpoint.brandId, brandId))
    .orderBy(asc(checkpoint.number));
  const keys = now.log.keys.map((key) => ({ ...key, brand: brandId }));
  let previous: string | null = null;
  for (const [index, row] of rows.entries()) {
    const bad = await check(tx, row, { number: index + 1, previous, keys, newest: rows.length, now });
    if (bad) return { count: rows.length, bad };
    previous = hashOf(row.statement);
  }
  const cut = await hasTreeAfter(tx, brandId, rows.length);
  return { count: rows.length, bad: cut ? { number: rows.length + 1, why: 'gap' } : null };
}

type Place = {
  number: number;
  previous: string | null;
  keys: readonly (LoggedKey & { brand: string })[];
  newest: number;
  now: BrandNow;
};

async function check(
  tx: Tx,
  row: Row,
  { number, previous, keys, newest, now }: Place,
): Promise<BadCheckpoint | null> {
  if (row.number !== number) return { number, why: 'gap' };
  const read = await readStatement(row.statement, keys);
  if (!read.ok) return { number, why: read.why };
  const { statement, key } = read;
  if (!couldSign(key, statement)) return { number, why: 'retired_key' };
  if (statement.previous !== previous) return { number, why: 'broken link' };
  const same =
    statement.brand === row.brandId &&
    statement.number === row.number &&
    statement.at === row.at.toISOString() &&
    statement.size === row.size &&
    statement.root === row.root.toString('hex') &&
    (coversAll(statement)
      ? row.catalogue !== null && catalogueHash(row.catalogue) === statement.catalogue
      : row.catalogue === null);
  if (!same) return { number, why: 'altered' };
  const broken = coversAll(statement) ? findBroken(statement, row.catalogue ?? [], now) : null;
  if (broken) return { number, ...broken };
  if (number <= newest - treesKept) return null;
  if (!(await treeStands(tx, row))) return { number, why: 'tree' };
  const lost = await findLostEnd(tx, row.brandId as BrandId, number);
  return lost && { number, why: 'lost', lost };
}

/** By its place in the key log where the checkpoint says that, else by the clock. */
const couldSign = (key: LoggedKey, statement: Statement): boolean =>
  coversAll(statement)
    ? signedAt(key, statement.keys.size)
    : key.retired === null || statement.at <= key.retired;

/** Whether the kept tree is the one whose root was signed, in every tile. */
async function treeStands(tx: Tx, { brandId, number, size, root }: Row): Promise<boolean> {
  const tiles = await tx
    .select()
    .from(checkpointTile)
    .where(and(eq(checkpointTile.brandId, brandId), eq(checkpointTile.number, number)))
    .orderBy(asc(checkpointTile.level), asc(checkpointTile.position));
  const builder = new TreeBuilder();
  for (const { content } of tiles.filter(({ level }) => level === 0))
    for (let at = 0; at + endLength <= content.length; at += endLength)
      builder.add(content.subarray(at, at + endLength));
  const built = [...builder.takeFull(), ...builder.takeRest()];
  const kept = new Map(tiles.map((tile) => [`${tile.level}/${tile.position}`, tile.content]));
  const whole = built.every(({ level, position, content }) =>
    kept.get(`${level}/${position}`)?.equals(content),
  );
  return whole && built.length === tiles.length && builder.size === size && builder.root().equals(root);
}

async function hasTreeAfter(tx: Tx, brandId: BrandId, number: number): Promise<boolean> {
  const [left] = await tx
    .select({ one: sql`1` })
    .from(checkpointTile)
    .where(and(eq(checkpointTile.brandId, brandId), gt(checkpointTile.number, number)))
    .limit(1);
  return left !== undefined;
}
