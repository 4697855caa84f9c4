import { expect, test } from 'vitest';
import { fairLane } from './fair-lane.ts';

/** Work that goes on until it is told to end, and who has begun so far. */
function stage(rules: { width: number; ofGroup: number; patience?: number }) {
  const lane = fairLane({ patience: 60_000, ...rules });
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (name: string) => {
    const [group = '', member = ''] = name.split('/');
    return lane({ group, member }, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const endOne = async () => {
    ends.shift()?.();
    await settle();
  };
  return { ask, begun, endOne, settle };
}

test('a group that asks for much lets another in at its next turn', async () => {
  const { ask, begun, endOne, settle } = stage({ width: 1, ofGroup: 1 });
  for (const n of [1, 2, 3, 4]) void ask(`loud/${n}`);
  void ask('quiet/1');
  await settle();
  await endOne();
  await endOne();
  expect(begun).toEqual(['loud/1', 'quiet/1', 'loud/2']);
});

test('in a group the members take turns, one at a time each', async () => {
  const { ask, begun, endOne, settle } = stage({ width: 3, ofGroup: 2 });
  for (const name of ['a/x', 'a/x', 'a/x', 'a/y', 'a/z']) void ask(name);
  await settle();
  expect(begun).toEqual(['a/x', 'a/y']);
  await endOne();
  await endOne();
  expect(begun).toEqual(['a/x', 'a/y', 'a/z', 'a/x']);
});

test('work that does not end keeps its own group waiting, and no other', async () => {
  const { ask, begun } = stage({ width: 1, ofGroup: 1, patience: 5 });
  void ask('stuck/1');
  void ask('stuck/2');
  void ask('other/1');
  await expect.poll(() => begun).toEqual(['stuck/1', 'other/1']);
});

test('what fails makes room as well, and gives its error to whoever asked', async () => {
  const lane = fairLane({ width: 1, ofGroup: 1, patience: 1_000 });
  const whose = { group: 'a', member: 'x' };
  const failing = lane(whose, () => Promise.reject(new Error('no')));
  const next = lane(whose, async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

test('twenty thousand in line are each served once', async () => {
  const lane = fairLane({ width: 4, ofGroup: 2, patience: 1_000 });
  const served = await Promise.all(
    Array.from({ length: 20_000 }, (_, n) =>
      lane({ group: `${n % 7}`, member: `${n % 101}` }, async () => n),
    ),
  );
  expect(served).toEqual(Array.from({ length: 20_000 }, (_, n) => n));
});
