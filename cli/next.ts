import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectFolder } from './portal-folder.ts';

const binary = createRequire(import.meta.url).resolve('next/dist/bin/next');
const guard = join(projectFolder, 'cli/die-with-parent.ts');

/** Runs one of Next's own commands, which ends when this process does. */
export const launchNext = (args: readonly string[], variables: NodeJS.ProcessEnv): ChildProcess =>
  launch(['--import', guard, binary, ...args], variables);

/** Runs the built app. */
export const launchServer = (variables: NodeJS.ProcessEnv): ChildProcess =>
  launch([join(projectFolder, 'cli/server/main.ts')], variables);

/** Runs the API alone. */
export const launchApi = (variables: NodeJS.ProcessEnv): ChildProcess =>
  launch([join(projectFolder, 'cli/api.ts')], variables);

/** Runs the worker that sends deliveries. */
export const launchWorker = (variables: NodeJS.ProcessEnv): ChildProcess =>
  launch([join(projectFolder, 'cli/worker.ts')], variables);

/** Runs a file of the project by itself. */
export const launchFile = (file: string, variables: NodeJS.ProcessEnv): ChildProcess =>
  launch([join(projectFolder, file)], variables);

function launch(args: readonly string[], variables: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: projectFolder,
    env: { ...variables, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** How a process ended: its exit code, or the signal's name. */
export const exitOf = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });

/** Asks a process to end, and makes it end when it does not within `patience` milliseconds. */
export async function endChild(child: ChildProcess, patience = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = exitOf(child);
  const force = setTimeout(() => child.kill('SIGKILL'), patience);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(force);
}
