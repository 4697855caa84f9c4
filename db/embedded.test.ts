import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedServer, joinEmbedded, startEmbedded } from './embedded.ts';

let folder: string;
let started: EmbeddedServer[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutual-embedded-'));
  await chmod(folder, 0o711);
  started = [];
});

afterEach(async () => {
  for (const server of started) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const server = await startEmbedded(folder);
  started.push(server);
  return server;
}

async function query(server: EmbeddedServer, statement: string) {
  const sql = postgres(server.ownerUrl(), { max: 1, onnotice: () => {} });
  return sql.unsafe(statement).finally(() => sql.end());
}

test('what was written is there after a stop and a start', async () => {
  const first = await start();
  await query(first, 'create table kept as select 42 as n');
  await first.stop();
  expect(await first.isRunning()).toBe(false);
  expect(await query(await start(), 'select n from kept')).toEqual([{ n: 42 }]);
});

test('a server whose portal was killed goes on, and the next start takes it over with all it holds', async () => {
  const portal = await killedPortal(folder);
  const orphan = await joinEmbedded(folder);
  if (!orphan) throw new Error('The server ended with its portal.');
  const adopted = await start();
  expect(adopted.appUrl()).toBe(orphan.appUrl());
  expect(await query(adopted, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(portal.signalCode).toBe('SIGKILL');
});

test('a killed server comes back on its old port with what was committed', async () => {
  const server = await start();
  await query(server, 'create table kept as select 42 as n');
  process.kill(await postmaster(), 'SIGKILL');
  await expect.poll(() => server.isRunning()).toBe(false);
  await server.restart();
  expect(await query(server, 'select n from kept')).toEqual([{ n: 42 }]);
});

test('a process that only has the old server’s number is left alone', async () => {
  const server = await start();
  await server.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(join(folder, 'postgres/postmaster.pid'), `${stranger.pid}\n${folder}\n0\n1\n\n\n\nready\n`);
  await server.stop();
  expect(await joinEmbedded(folder)).toBeNull();
  await query(await start(), 'select 1');
  expect(stranger.exitCode).toBeNull();
  stranger.kill();
});

test('its passwords are random and for their owner alone; it listens on loopback and asks for them', async () => {
  const server = await start();
  const file = join(folder, 'owner-password');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readFile(file, 'utf8')).toMatch(/^[\w-]{43}$/);
  const [set] = await query(server, "select current_setting('listen_addresses') as at");
  expect(set?.at).toBe('127.0.0.1');
  const guess = postgres(server.ownerUrl().replace(/:[\w-]{43}@/, ':guess@'), { max: 1 });
  await expect(guess`select 1`).rejects.toThrow(/password authentication failed/);
  await guess.end();
});

const postmaster = async () =>
  Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

/** A process that starts the server, writes a row and is then killed. */
async function killedPortal(folder: string): Promise<ChildProcess> {
  const script = `
    import { startEmbedded } from '${new URL('./embedded.ts', import.meta.url)}';
    import postgres from 'postgres';
    const server = await startEmbedded(${JSON.stringify(folder)});
    const sql = postgres(server.ownerUrl());
    await sql\`create table kept as select 7 as n\`;
    console.log('written');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return child;
}
