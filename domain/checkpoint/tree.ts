import { endLength } from './chain-end.ts';
import { emptyRoot, leafHash, nodeHash, type Range, rootOf, splitPoint } from './merkle.ts';

/** A tree is kept in tiles of 256: level 0 has the leaves, level n the hashes of full subtrees of 256ⁿ leaves. */
export type Tile = { level: number; position: number; content: Buffer };

export const width = 256;
const hashLength = 32;
/** Leaves below one hash of a level's tile. */
const span = (level: number) => width ** level;

/** Builds tiles and root from leaves in their order, holding only what is not yet full. */
export class TreeBuilder {
  size = 0;
  /** Roots of full subtrees, highest first: one for each bit of `size`. */
  #frontier: Buffer[] = [];
  #open: { position: number; parts: Buffer[] }[] = [];
  #full: Tile[] = [];

  add(leaf: Buffer): void {
    this.#put(0, leaf);
    let hash = leafHash(leaf);
    for (let height = 0, bits = this.size; bits % 2 === 1; bits = (bits - 1) / 2) {
      hash = nodeHash(this.#frontier.pop() ?? emptyRoot(), hash);
      height += 1;
      if (height % 8 === 0) this.#put(height / 8, hash);
    }
    this.#frontier.push(hash);
    this.size += 1;
  }

  /** Tiles that are full since the last call. */
  takeFull(): Tile[] {
    return this.#full.splice(0);
  }

  /** The last tiles, not full. Add no more after this. */
  takeRest(): Tile[] {
    return this.#open.flatMap(({ position, parts }, level) =>
      parts.length > 0 ? [{ level, position, content: Buffer.concat(parts) }] : [],
    );
  }

  root(): Buffer {
    return (
      this.#frontier.reduceRight<Buffer | null>(
        (right, left) => (right ? nodeHash(left, right) : left),
        null,
      ) ?? emptyRoot()
    );
  }

  #put(level: number, part: Buffer) {
    const tile = this.#open[level] ?? { position: 0, parts: [] };
    this.#open[level] = tile;
    tile.parts.push(part);
    if (tile.parts.length < width) return;
    this.#full.push({ level, position: tile.position, content: Buffer.concat(tile.parts) });
    this.#open[level] = { position: tile.position + 1, parts: [] };
  }
}

type Place = { level: number; position: number };

/** The tiles from which the root of a range can be worked out; a range as RFC 9162 cuts them. */
export function tilesOf(range: Range): Place[] {
  const piece = fullSubtree(range);
  return piece ? [{ level: piece.level, position: piece.position }] : halves(range).flatMap(tilesOf);
}

/** The root of a range, from the tiles that `tilesOf` named. */
export function rangeRoot(range: Range, tile: (place: Place) => Buffer): Buffer {
  const piece = fullSubtree(range);
  if (!piece) {
    const [left, right] = halves(range);
    return nodeHash(rangeRoot(left, tile), rangeRoot(right, tile));
  }
  const content = tile(piece);
  const length = piece.level === 0 ? endLength : hashLength;
  const parts = Array.from({ length: piece.count }, (_, i) =>
    content.subarray((piece.first + i) * length, (piece.first + i + 1) * length),
  );
  return rootOf(piece.level === 0 ? parts.map(leafHash) : parts);
}

/** Where a full subtree lies in its tile; null when the range is not one. */
function fullSubtree({ from, to }: Range): (Place & { first: number; count: number }) | null {
  const size = to - from;
  const height = Math.log2(size);
  if (!Number.isInteger(height)) return null;
  const level = Math.floor(height / 8);
  const start = from / span(level);
  const first = start % width;
  return { level, position: (start - first) / width, first, count: size / span(level) };
}

function halves({ from, to }: Range): [Range, Range] {
  const middle = from + splitPoint(to - from);
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}
