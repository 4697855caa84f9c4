import { createHash } from 'node:crypto';

/** RFC 9162 §2.1.1: leaves and nodes are hashed under different prefixes, so that neither can pose as the other. */
export const leafHash = (data: Buffer): Buffer =>
  createHash('sha256').update(leafPrefix).update(data).digest();

export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(nodePrefix).update(left).update(right).digest();

/** The tree of nothing. */
export const emptyRoot = (): Buffer => createHash('sha256').digest();

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** The largest power of two smaller than `size`, where RFC 9162 splits a tree. */
export function splitPoint(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** Root of the tree of these hashes of leaves or of equally high full subtrees. */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  const [first, second] = hashes;
  if (!first) return emptyRoot();
  if (!second) return first;
  const k = splitPoint(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

/** A range of leaves, from `from` up to but without `to`. */
export type Range = { from: number; to: number };

/** RFC 9162 §2.1.3.1: the subtrees whose roots prove that a leaf is in the tree, nearest first. */
export function proofRanges(index: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitPoint(to - from);
    if (index < middle) {
      ranges.unshift({ from: middle, to });
      to = middle;
    } else {
      ranges.unshift({ from, to: middle });
      from = middle;
    }
  }
  return ranges;
}

/** RFC 9162 §2.1.3.2: the root that a leaf and its path lead to; null when the path has no sense for such a tree. */
export function rootFromPath(
  leaf: Buffer,
  { index, size, path }: { index: number; size: number; path: readonly Buffer[] },
): Buffer | null {
  if (index < 0 || index >= size) return null;
  const ranges = proofRanges(index, size);
  if (path.length !== ranges.length) return null;
  return path.reduce((hash, sibling, step) => {
    const onTheRight = (ranges[step]?.from ?? 0) > index;
    return onTheRight ? nodeHash(hash, sibling) : nodeHash(sibling, hash);
  }, leaf);
}
