import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedServer } from '#db/embedded.ts';

/** `kill -9` of every process of the server at once, so that none tidies up; and a start on what is on the disk. */
export async function killDatabase(server: EmbeddedServer): Promise<void> {
  const [first] = (await readFile(join(server.home.data, 'postmaster.pid'), 'utf8')).split('\n');
  const postmaster = Number(first);
  for (const pid of [postmaster, ...childrenOf(postmaster)]) kill(pid);
  while (await server.isRunning()) await wait(50);
  await wait(1_000);
  await server.restart();
}

function childrenOf(parent: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/ +/).map(Number))
    .flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid] : []));
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
