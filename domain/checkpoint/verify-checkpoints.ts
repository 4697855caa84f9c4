import { and, asc, eq, getTableColumns, gt, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { readInBatches } from '#db/read-in-batches.ts';
import { checkpoint, checkpointTile } from '#db/schema/proof.ts';
import type { BrandId } from '../actor.ts';
import { catalogueHash } from '../exchange/catalogue.ts';
import { hashOf } from '../hash.ts';
import { type LoggedKey, signedAt } from '../signing-key/key-log.ts';
import { type BrandNow, type Broken, findBroken } from './brand-now.ts';
import { endLength, unpackEnd } from './chain-end.ts';
import { findLostEnd, type LostEnd } from './lost-ends.ts';
import { treesKept } from './make-checkpoint.ts';
import { coversAll, readStatement, type Statement, type Unopened } from './statement.ts';
import { type Tile, TreeBuilder, width } from './tree.ts';

export type BadCheckpoint = {
  number: number;
  why: Unopened | 'retired_key' | 'gap' | 'broken link' | 'altered' | 'tree' | 'lost' | Broken['why'];
  /** Which signed end of a chain the ledger no longer has. */
  lost?: LostEnd;
  /** Which exchange is not as it was published then. */
  exchange?: string;
};

/** `isWhole`: its time is no finer than what is signed. */
type Row = typeof checkpoint.$inferSelect & { isWhole: boolean };

/** Checks every checkpoint in order: its signature, what it follows, and against the ledger what it signed. */
export async function verifyCheckpoints(
  tx: Tx,
  brandId: BrandId,
  now: BrandNow,
): Promise<{ count: number; newest: Date | null; bad: BadCheckpoint | null }> {
  const rows = await tx
    .select({
      ...getTableColumns(checkpoint),
      isWhole: sql<boolean>`${checkpoint.at} = date_trunc('milliseconds', ${checkpoint.at})`,
    })
    .from(checkpoint)
    .where(eq(checkpoint.brandId, brandId))
    .orderBy(asc(checkpoint.number));
  const keys = now.log.keys.map((key) => ({ ...key, brand: brandId }));
  const count = rows.length;
  const newest = rows.at(-1)?.at ?? null;
  let previous: string | null = null;
  for (const [index, row] of rows.entries()) {
    const bad = await check(tx, row, { number: index + 1, previous, keys, newest: count, now });
    if (bad) return { count, newest, bad };
    previous = hashOf(row.statement);
  }
  const cut = await hasTreeAfter(tx, brandId, count);
  return { count, newest, bad: cut ? { number: count + 1, why: 'gap' } : null };
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
    row.isWhole &&
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

/** Whether the kept tree is the one whose root was signed, in every tile. Its leaves are read as they are needed. */
async function treeStands(tx: Tx, { brandId, number, size, root }: Row): Promise<boolean> {
  const its = sql`from checkpoint_tile where brand_id = ${brandId} and number = ${number}`;
  const above = await tx.execute<{ level: number; position: number; content: Buffer }>(
    sql`select level, position, content ${its} and level <> 0`,
  );
  const kept = new Map(above.map(({ level, position, content }) => [`${level}/${position}`, content]));
  const builder = new TreeBuilder();
  const leaves = readInBatches<Leaves>(
    tx,
    sql`select position, first_customer, content ${its} and level = 0 order by position`,
    { size: 100 },
  );
  let [position, rebuilt] = [0, 0];
  const stands = (tiles: readonly Tile[]) => {
    const upper = tiles.filter(({ level }) => level > 0);
    rebuilt += upper.length;
    return upper.every(({ level, position, content }) => kept.get(`${level}/${position}`)?.equals(content));
  };
  for await (const tiles of leaves)
    for (const tile of tiles) {
      const whole = tile.position === position && addLeaves(builder, tile);
      position += 1;
      if (!whole || !stands(builder.takeFull())) return false;
    }
  const rest = stands(builder.takeRest()) && rebuilt === kept.size;
  return rest && builder.size === size && builder.root().equals(root);
}

type Leaves = { position: number; first_customer: string | null; content: Buffer };

/** False when the tile is not as one is made. Only the last one of a tree may have room left. */
function addLeaves(builder: TreeBuilder, { first_customer, content }: Leaves): boolean {
  if (builder.size % width !== 0 || content.length === 0 || content.length > width * endLength) return false;
  if (content.length % endLength !== 0 || unpackEnd(content).customer !== first_customer) return false;
  for (let at = 0; at < content.length; at += endLength) builder.add(content.subarray(at, at + endLength));
  return true;
}

async function hasTreeAfter(tx: Tx, brandId: BrandId, number: number): Promise<boolean> {
  const [left] = await tx
    .select({ one: sql`1` })
    .from(checkpointTile)
    .where(and(eq(checkpointTile.brandId, brandId), gt(checkpointTile.number, number)))
    .limit(1);
  return left !== undefined;
}
