import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { keepAlive } from './keep-alive.ts';

const stopping = () => new AbortController();

/** A process of this script, and how many there have been. */
function runner(script: string) {
  const started: ReturnType<typeof spawn>[] = [];
  const launch = () => {
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    started.push(child);
    return child;
  };
  return { launch, started };
}

test.each(['SIGKILL', 'SIGABRT'] as const)(
  'what %s has ended is started again, until it is told to end',
  async (signal) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const stop = stopping();
    const { launch, started } = runner('setInterval(() => {}, 1000)');
    const kept = keepAlive({ name: 'The app', launch, mostEnds: 5, pause: 1 }, stop.signal);
    for (let nth = 0; nth < 3; nth++) {
      await vi.waitFor(() => expect(started).toHaveLength(nth + 1), { timeout: 20_000 });
      started[nth]?.kill(signal);
    }
    await vi.waitFor(() => expect(started).toHaveLength(4), { timeout: 20_000 });
    stop.abort();
    await kept.end();
    expect(started.every(({ exitCode, signalCode }) => (exitCode ?? signalCode) !== null)).toBe(true);
    expect(said).toHaveBeenCalledWith(`The app ended by itself (${signal}); starting it again.`);
    said.mockRestore();
  },
);

test('what ends at once again and again is given up, and says how it ended', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { launch, started } = runner('process.exit(3)');
  const kept = keepAlive({ name: 'The app', launch, mostEnds: 3, pause: 1 }, stopping().signal);
  await expect(kept.failed).rejects.toThrow(
    'The app ended by itself 3 times, each soon after its start (3).',
  );
  expect(started).toHaveLength(3);
  said.mockRestore();
});

test('what runs is ended at once when all is to stop', async () => {
  const stop = stopping();
  const { launch, started } = runner('setInterval(() => {}, 1000)');
  const kept = keepAlive({ name: 'The app', launch }, stop.signal);
  const [child] = started;
  stop.abort();
  await Promise.all([kept.end(), child && once(child, 'exit')]);
  expect(started).toHaveLength(1);
});
