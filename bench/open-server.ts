import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { env } from '#lib/env.ts';
import { endChild } from '../cli/next.ts';

/** A process that answers at an address. */
export type Server = { url: string; pid: number; stop: () => Promise<void> };

/** Starts a process on a port and waits until it answers at `path`. */
export async function openServer(
  launch: (variables: NodeJS.ProcessEnv) => ChildProcess,
  { port, path, variables }: { port: number; path: string; variables: Record<string, string> },
): Promise<Server> {
  const url = `http://127.0.0.1:${port}`;
  const child = launch({ ...env.inherited, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...variables });
  while (!(await fetch(url + path).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error(`What is to be measured at ${path} did not start.`);
    await wait(50);
  }
  return { url, pid: child.pid ?? 0, stop: () => endChild(child) };
}
