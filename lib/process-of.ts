import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process began, in words of the system: together with the pid it names one process for good,
 * where a pid alone may be another's by now. Null when there is no such process.
 */
export async function birthOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null;
  if (process.platform === 'linux') {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
    ]);
    const ticks = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    return ticks ? `${boot.trim()}:${ticks}` : null;
  }
  return ps(pid, 'lstart=');
}

/** Whether a process works in this folder (PostgreSQL's working directory is its data). */
export async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder;
  return (await ps(pid, 'command='))?.includes(folder) ?? false;
}

const ps = (pid: number, column: string): Promise<string | null> =>
  run('ps', ['-p', String(pid), '-o', column]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
