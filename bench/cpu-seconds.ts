import { readFile } from 'node:fs/promises';

/** Clock ticks a second in /proc (proc_pid_stat(5), sysconf(_SC_CLK_TCK)): 100 on every Linux that Node runs on. */
const ticks = 100;

/** Processor time that a process has used so far. NaN where there is no /proc. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name, in brackets, may hold spaces; utime and stime are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}
