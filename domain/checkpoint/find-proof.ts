import { and, desc, eq, lte, or, type SQL } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { checkpoint, checkpointTile } from '#db/schema/proof.ts';
import type { CustomerActor } from '../actor.ts';
import { endLength, unpackEnd } from './chain-end.ts';
import { proofRanges } from './merkle.ts';
import type { Proof } from './proof.ts';
import { rangeRoot, tilesOf } from './tree.ts';

/** Proves that the customer's own chain is in the brand's newest checkpoint; null when it began later. */
export async function findProof(tx: Tx, { brandId, customerId }: CustomerActor): Promise<Proof | null> {
  const [latest] = await tx
    .select({ number: checkpoint.number, size: checkpoint.size, statement: checkpoint.statement })
    .from(checkpoint)
    .where(eq(checkpoint.brandId, brandId))
    .orderBy(desc(checkpoint.number))
    .limit(1);
  if (!latest) return null;
  const ofThis = and(eq(checkpointTile.brandId, brandId), eq(checkpointTile.number, latest.number));
  const [near] = await tx
    .select({ position: checkpointTile.position, content: checkpointTile.content })
    .from(checkpointTile)
    .where(and(ofThis, eq(checkpointTile.level, 0), lte(checkpointTile.firstCustomer, customerId)))
    .orderBy(desc(checkpointTile.position))
    .limit(1);
  const found = near && findEnd(near.content, customerId);
  if (!near || !found) return null;
  const index = near.position * 256 + found.place;
  const ranges = proofRanges(index, latest.size);
  const tile = await readTiles(tx, ofThis, ranges.flatMap(tilesOf));
  const path = ranges.map((range) => rangeRoot(range, tile).toString('hex'));
  return { checkpoint: latest.statement, ...found.end, index, path };
}

function findEnd(content: Buffer, customer: string) {
  for (let place = 0; place * endLength < content.length; place += 1) {
    const end = unpackEnd(content.subarray(place * endLength, (place + 1) * endLength));
    if (end.customer === customer) return { place, end };
  }
  return null;
}

async function readTiles(tx: Tx, ofThis: SQL | undefined, places: { level: number; position: number }[]) {
  const wanted = places.map(({ level, position }) =>
    and(eq(checkpointTile.level, level), eq(checkpointTile.position, position)),
  );
  const rows =
    wanted.length === 0
      ? []
      : await tx
          .select()
          .from(checkpointTile)
          .where(and(ofThis, or(...wanted)));
  const content = new Map(rows.map((row) => [`${row.level}/${row.position}`, row.content]));
  return ({ level, position }: { level: number; position: number }) => {
    const found = content.get(`${level}/${position}`);
    if (!found) throw new TypeError('A checkpoint has lost a part of its tree.');
    return found;
  };
}
