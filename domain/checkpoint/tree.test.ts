import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { packEnd, unpackEnd } from './chain-end.ts';
import { leafHash, proofRanges, rootFromPath, rootOf } from './merkle.ts';
import { rangeRoot, type Tile, TreeBuilder, tilesOf } from './tree.ts';

const end = (i: number) =>
  packEnd({
    customer: `00000000-0000-8000-8000-${i.toString(16).padStart(12, '0')}`,
    seq: i + 1,
    head: createHash('sha256').update(`${i}`).digest('hex'),
  });

function grow(size: number) {
  const builder = new TreeBuilder();
  const tiles: Tile[] = [];
  for (let i = 0; i < size; i++) {
    builder.add(end(i));
    tiles.push(...builder.takeFull());
  }
  tiles.push(...builder.takeRest());
  const content = new Map(tiles.map((tile) => [`${tile.level}/${tile.position}`, tile.content]));
  const tile = ({ level, position }: { level: number; position: number }) => {
    const found = content.get(`${level}/${position}`);
    if (!found) throw new Error(`no tile ${level}/${position}`);
    return found;
  };
  return { root: builder.root(), tile };
}

describe('the tree of chain ends', () => {
  test('of nothing is the hash of nothing', () => {
    expect(new TreeBuilder().root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test('is hashed as certificate transparency hashes', () => {
    const leaves = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ];
    expect(rootOf(leaves.map((hex) => leafHash(Buffer.from(hex, 'hex')))).toString('hex')).toBe(
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    );
  });

  test('packs and unpacks an end', () => {
    const one = { customer: '0f8fad5b-d9cb-869f-a165-70867728950e', seq: 70_000, head: 'ab'.repeat(32) };
    expect(unpackEnd(packEnd(one))).toEqual(one);
  });

  test.each([1, 2, 3, 7, 8, 255, 256, 257, 511, 513, 1000, 65_536, 70_001])(
    'of %d customers proves each of them, and nobody in another place',
    (size) => {
      const { root, tile } = grow(size);
      if (size <= 1000)
        expect(rootOf(Array.from({ length: size }, (_, i) => leafHash(end(i))))).toEqual(root);
      const some = new Set([0, 1, 2, 254, 255, 256, 257, 65_535, 65_536, size >> 1, size - 2, size - 1]);
      for (const index of [...some].filter((i) => i >= 0 && i < size)) {
        const ranges = proofRanges(index, size);
        expect(new Set(ranges.flatMap(tilesOf).map((at) => `${at.level}/${at.position}`)).size).toBeLessThan(
          12,
        );
        const path = ranges.map((range) => rangeRoot(range, tile));
        const leaf = leafHash(end(index));
        expect(rootFromPath(leaf, { index, size, path })).toEqual(root);
        expect(rootFromPath(leaf, { index: (index + 1) % (size + 1), size, path })).not.toEqual(root);
        expect(rootFromPath(leaf, { index, size, path: [...path, leaf] })).toBeNull();
        expect(rootFromPath(leafHash(end(size)), { index, size, path })).not.toEqual(root);
      }
    },
  );
});
