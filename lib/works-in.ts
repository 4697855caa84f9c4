import { execFile } from 'node:child_process';
import { readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a process works in this folder (PostgreSQL's working directory is its data). */
export async function worksIn(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder;
  return (await ps(pid, 'command='))?.includes(folder) ?? false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const ps = (pid: number, column: string): Promise<string | null> =>
  run('ps', ['-p', String(pid), '-o', column]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
