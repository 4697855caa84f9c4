import { expect, test } from 'vitest';
import { LaneFull, Lanes } from './lanes.ts';

/** Work that goes on until it is told to end, and writes down when it began. */
function stage(lanes: Lanes) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (name: string) => {
    const done = lanes.run(name[0] ?? '', () => {
      begun.push(name);
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
    });
    done.catch(() => {});
    return done;
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, start, end };
}

test('whoever sends a flood waits behind themselves, and others have their turn', async () => {
  const { begun, start, end } = stage(new Lanes(2, { ofLane: 9, ofAll: 99 }));
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) start(name);
  await end('');
  expect(begun).toEqual(['a1', 'b1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
  await end('c1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2']);
  await end('a2');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('who has too many waiting is told so, and nobody else', async () => {
  const { start, end } = stage(new Lanes(1, { ofLane: 2, ofAll: 4 }));
  const first = start('a1');
  for (const name of ['a2', 'a3', 'b1']) start(name);
  await expect(start('a4')).rejects.toThrow(LaneFull);
  start('c1');
  await expect(start('d1')).rejects.toThrow(LaneFull);
  await end('a1');
  expect(await first).toBe('a1');
});

test('who can begin at once is never told to wait', async () => {
  const { begun, start, end } = stage(new Lanes(2, { ofLane: 2, ofAll: 2 }));
  for (const name of ['a1', 'a2', 'a3', 'b1']) start(name);
  await end('');
  expect(begun).toEqual(['a1', 'b1']);
});

test('what fails makes room like what succeeds', async () => {
  const lanes = new Lanes(1, { ofLane: 1, ofAll: 1 });
  await expect(lanes.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await lanes.run('a', async () => 'done')).toBe('done');
});
