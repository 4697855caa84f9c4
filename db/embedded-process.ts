import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#lib/free-port.ts';
import { worksIn } from '#lib/works-in.ts';
import type { Home } from './embedded-home.ts';

/** The role that owns the database. */
export const ownerRole = 'mutual';

export type Running = { pid: number; port: number; status: string };

/** Creates the data directory when there is none. Half-made ones of a crash are thrown away. */
export async function createCluster(home: Home, password: string): Promise<void> {
  if (existsSync(home.data)) return;
  const partial = `${home.data}.new`;
  const pwfile = join(home.folder, 'initdb-password');
  await rm(partial, { recursive: true, force: true });
  await rm(pwfile, { force: true });
  await writeFile(pwfile, password, { mode: 0o600 });
  if (home.user) {
    await chown(pwfile, home.user.uid, home.user.gid);
    await makeOwned(partial, home.user);
  }
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C'];
  const child = launch(
    home,
    'initdb',
    ['-D', partial, '-U', ownerRole, `--pwfile=${pwfile}`, '--builtin-locale=C.UTF-8', ...flags],
    'pipe',
  );
  const output: string[] = [];
  child.stdout?.on('data', (chunk) => output.push(String(chunk)));
  child.stderr?.on('data', (chunk) => output.push(String(chunk)));
  const code = await new Promise((done, fail) => child.once('close', done).once('error', fail));
  await rm(pwfile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL could not make its data folder:\n${output.join('')}`);
  await rename(partial, home.data);
}

/** What PostgreSQL itself says about a server on our data, when that process is really there. */
export async function runningServer(home: Home): Promise<Running | null> {
  const text = await readFile(join(home.data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, , , port, , , , status] = text.split('\n').map((line) => line.trim());
  if (!pid || !(await worksIn(Number(pid), await realpath(home.data)))) return null;
  return { pid: Number(pid), port: Number(port), status: status ?? 'starting' };
}

/**
 * Starts the server, or adopts one that a killed portal left behind. It gets its own process group, so that a
 * Ctrl-C meant for the portal does not reach it while the portal is still answering.
 */
export async function startServer(home: Home, flags: readonly string[], port?: number): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const before = await settled(home);
    if (before) return before;
    try {
      return await launchServer(home, flags, port ?? (await freePort()));
    } catch (error) {
      // The port may have been taken since, or the remains of a killed server need a moment to end.
      if (attempt === 5) throw error;
      await wait(200);
    }
  }
}

async function launchServer(home: Home, flags: readonly string[], port: number): Promise<Running> {
  await rotate(join(home.folder, 'postgres.log'));
  const log = await open(join(home.folder, 'postgres.log'), 'a', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Terse, so that no row's values get into the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const from = (await log.stat()).size;
  const child = launch(home, 'postgres', ['-D', home.data, '-p', String(port), ...options, ...flags], log.fd);
  await log.close();
  child.unref();
  while (child.exitCode === null && child.signalCode === null) {
    const running = await runningServer(home);
    if (running?.pid === child.pid && running?.status === 'ready') return running;
    await wait(10);
  }
  const said = (await readFile(join(home.folder, 'postgres.log'))).subarray(from).toString();
  throw new Error(`PostgreSQL did not start:\n${said}`);
}

/** Stops the server on our data, if there is one; open transactions roll back. */
export async function stopServer(home: Home): Promise<void> {
  const running = await runningServer(home);
  if (!running) return;
  const data = await realpath(home.data);
  process.kill(running.pid, 'SIGINT');
  for (let waited = 0; waited < 30_000; waited += 20) {
    if (!(await worksIn(running.pid, data))) return;
    await wait(20);
  }
  process.kill(running.pid, 'SIGQUIT');
}

/** A server that is just starting or stopping is waited for. */
async function settled(home: Home): Promise<Running | null> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const running = await runningServer(home);
    if (!running || running.status === 'ready') return running;
    await wait(20);
  }
  throw new Error(`PostgreSQL on ${home.data} neither starts nor stops. See postgres.log beside it.`);
}

function launch(home: Home, program: string, args: string[], output: number | 'pipe'): ChildProcess {
  return spawn(join(home.bin, program), args, {
    ...home.user,
    cwd: home.folder,
    detached: true,
    stdio: ['ignore', output, output],
    env: { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  });
}

async function makeOwned(folder: string, user: { uid: number; gid: number }) {
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, user.uid, user.gid);
}

async function rotate(log: string) {
  const found = await stat(log).catch(() => null);
  if (found && found.size > 10_000_000) await rename(log, `${log}.old`);
}
