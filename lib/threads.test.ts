import { afterAll, expect, test } from 'vitest';
import { longestSilence } from './heartbeat.testing.ts';
import { Threads } from './threads.ts';

const threads = new Threads<'echo' | 'hang' | 'hoard' | 'throw' | 'exit', string>('lib/work.testing.ts', {
  atOnce: 2,
  waiting: { ofLane: 1, ofAll: 2 },
  megabytes: 64,
  seconds: 2,
});
afterAll(() => threads.close());

test('work is done elsewhere, and what it says comes back', async () => {
  expect(await threads.run('a', 'echo')).toBe('echo');
});

test('what throws throws here', async () => {
  await expect(threads.run('a', 'throw')).rejects.toThrow('broken');
});

test('what never ends is ended, what takes all memory as well, and this thread serves on', async () => {
  const { silence } = await longestSilence(async () => {
    await expect(threads.run('a', 'hang')).rejects.toMatchObject({ why: 'time' });
    await expect(threads.run('a', 'hoard')).rejects.toMatchObject({ why: 'memory' });
  });
  expect(silence).toBeLessThan(200);
  expect(await threads.run('a', 'echo'), 'there is a new thread').toBe('echo');
}, 60_000);

test('a thread that ends by itself is replaced', async () => {
  await expect(threads.run('a', 'exit')).rejects.toThrow();
  expect(await threads.run('a', 'echo')).toBe('echo');
});

test('whoever has one at work and one waiting is told that it is busy, while another is served', async () => {
  const flood = [threads.run('a', 'hang'), threads.run('a', 'hang')];
  await expect(threads.run('a', 'echo')).rejects.toMatchObject({ why: 'busy' });
  expect(await threads.run('b', 'echo')).toBe('echo');
  expect(await Promise.allSettled(flood)).toMatchObject([
    { reason: { why: 'time' } },
    { reason: { why: 'time' } },
  ]);
}, 60_000);
