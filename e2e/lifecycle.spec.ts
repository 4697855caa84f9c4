import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { freePort } from '#lib/free-port.ts';
import { endChild, launchApi } from '../cli/next.ts';
import { listening } from './listening.ts';
import { npmStart, type Started } from './npm-start.ts';

// Each starts whole portals, some of them twice.
test.describe.configure({ timeout: 180_000 });

let folder: string;
let port: string;
let running: Started[];

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutual-life-'));
  await chmod(folder, 0o755);
  port = String(await freePort());
  running = [];
});

test.afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGTERM');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

function start(variables: Record<string, string> = {}) {
  const started = npmStart({ MUTUAL_DATA: folder, PORT: port, MUTUAL_DEMO: 'false', ...variables });
  running.push(started);
  return started;
}

const answers = async () => (await fetch(`http://localhost:${port}/`).catch(() => null))?.status;
const holder = async (): Promise<{ pid: number }> =>
  JSON.parse(await readFile(join(folder, 'holder.json'), 'utf8'));
const postmaster = async () =>
  Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);

test('from nothing to a portal, which says where it is and as whom to come', async () => {
  const portal = start({ MUTUAL_DEMO: '' });
  await portal.says(`Mutual is on http://localhost:${port}`);
  expect(portal.said()).toContain('Mira');
  expect(portal.said()).toContain(folder);
  expect(await answers()).toBe(200);
});

for (const [what, variables] of [
  ['the demo', {}],
  ['a portal without the demo', { MUTUAL_DEMO: '0' }],
] as const)
  test(`${what} is for this machine: web, API, worker and database listen on loopback alone`, async () => {
    test.skip(process.platform !== 'linux', 'reads /proc');
    const portal = start({ MUTUAL_DEMO: '', ...variables });
    await portal.says('Mutual is on');
    const apiPort = String(await freePort());
    const api = launchApi({ ...process.env, MUTUAL_DATA: folder, API_PORT: apiPort, LOG_LEVEL: 'fatal' });
    const served = async () => (await fetch(`http://127.0.0.1:${apiPort}/healthz`).catch(() => null))?.status;
    await expect.poll(served, { timeout: 20_000 }).toBe(200);
    const found = [...(await listening(portal.child.pid ?? 0)), ...(await listening(api.pid ?? 0))];
    await endChild(api);
    const addresses = found.map(({ address }) => address);
    const database = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
    expect(addresses).toEqual(
      expect.arrayContaining([port, apiPort, database].map((at) => `127.0.0.1:${at}`)),
    );
    expect(addresses.filter((address) => !address.startsWith('127.0.0.1:'))).toEqual([]);
  });

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  test(`${signal}, even twice, ends the app and its database, and all is still there afterwards`, async () => {
    const portal = start();
    await portal.says('Mutual is on');
    await write('kept');
    portal.child.kill(signal);
    portal.child.kill(signal);
    expect(await portal.ended).toBe(0);
    expect(await answers()).toBeUndefined();
    await expect(readFile(join(folder, 'postgres/postmaster.pid'))).rejects.toThrow('ENOENT');
    await start().says('Mutual is on');
    expect(await written()).toEqual(['kept']);
  });

test('after kill -9 nothing of the app stays behind, and the next start has all that was written', async () => {
  const portal = start();
  await portal.says('Mutual is on');
  await write('before the crash');
  const [{ pid }, database] = [await holder(), await postmaster()];
  process.kill(pid, 'SIGKILL');
  await portal.ended;
  await expect.poll(answers).toBeUndefined();
  await start().says('Mutual is on');
  expect(await written()).toEqual(['before the crash']);
  expect(await postmaster(), 'the database went on and was taken over').toBe(database);
});

test('after kill -9 of the database it is back within seconds, and the portal with it', async () => {
  const portal = start();
  await portal.says('Mutual is on');
  process.kill(await postmaster(), 'SIGKILL');
  await portal.says('starting it again');
  await expect.poll(answers, { timeout: 15_000 }).toBe(200);
});

for (const signal of ['SIGKILL', 'SIGABRT'] as const)
  test(`an app that ${signal} ends, as V8 does when its memory is full, is back, and its database never went`, async () => {
    const portal = start();
    await portal.says('Mutual is on');
    await write('before the end');
    const database = await postmaster();
    process.kill(appOf((await holder()).pid), signal);
    await portal.says(`The app ended by itself (${signal}); starting it again.`);
    await expect.poll(answers, { timeout: 30_000 }).toBe(200);
    expect(await postmaster()).toBe(database);
    expect(await written()).toEqual(['before the end']);
    portal.child.kill('SIGINT');
    expect(await portal.ended).toBe(0);
    expect(await answers()).toBeUndefined();
  });

test('a second start says who has the folder, and leaves it alone', async () => {
  const portal = start();
  await portal.says('Mutual is on');
  const second = start({ PORT: String(await freePort()) });
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`process ${(await holder()).pid}`);
  expect(second.said()).toContain(`http://localhost:${port}`);
  expect(await answers()).toBe(200);
});

test('a taken port is said before anything starts', async () => {
  const other = createServer().listen(Number(port), '127.0.0.1');
  const portal = start();
  expect(await portal.ended).toBe(1);
  expect(portal.said()).toContain(`Port ${port} is taken`);
  await expect(readFile(join(folder, 'postgres/PG_VERSION'))).rejects.toThrow('ENOENT');
  other.close();
});

test('the command line joins the running portal’s database, and starts it when none runs', async () => {
  const mutual = (...args: string[]) =>
    execFileSync(process.execPath, ['cli/mutual.ts', ...args], {
      env: { ...process.env, MUTUAL_DATA: folder },
      encoding: 'utf8',
    });
  expect(mutual('migrate')).toContain('up to date');
  await expect(readFile(join(folder, 'postgres/postmaster.pid'))).rejects.toThrow('ENOENT');
  await start().says('Mutual is on');
  const database = await postmaster();
  expect(mutual('migrate')).toContain('up to date');
  expect(await postmaster()).toBe(database);
});

/** The process that serves, among those that this one watches over. */
function appOf(watcher: number): number {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const found = rows
    .map((row) => /^(\d+) +(\d+) (.*)$/.exec(row.trim()))
    .find((row) => Number(row?.[2]) === watcher && row?.[3]?.includes('cli/server/main.ts'));
  return Number(found?.[1]);
}

const owner = async () => {
  const password = await readFile(join(folder, 'owner-password'), 'utf8');
  const at = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[3];
  return postgres(`postgresql://mutual:${password}@127.0.0.1:${at}/mutual`, { max: 1, onnotice: () => {} });
};

async function write(what: string) {
  const sql = await owner();
  await sql`create table if not exists noted (what text)`;
  await sql`insert into noted values (${what})`;
  await sql.end();
}

async function written() {
  const sql = await owner();
  const rows = await sql`select what from noted`;
  await sql.end();
  return rows.map(({ what }) => what);
}
