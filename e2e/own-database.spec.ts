import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import postgres from 'postgres';
import { freePort } from '#lib/free-port.ts';
import { npmStart, type Started } from './npm-start.ts';

const url = (variable: 'E2E_OWNER_URL' | 'E2E_APP_URL', database: string) =>
  (process.env[variable] ?? '').replace(/\/postgres$/, `/${database}`);

const name = `own_${randomUUID().replaceAll('-', '')}`;
const admin = postgres(url('E2E_OWNER_URL', 'postgres'), { max: 1 });
let port: string;
let portal: Started | undefined;

test.beforeAll(() => admin`create database ${admin(name)}`);
test.afterAll(async () => {
  await admin`drop database ${admin(name)} with (force)`;
  await admin.end();
});
test.beforeEach(async () => {
  port = String(await freePort());
});
test.afterEach(async () => {
  portal?.child.kill('SIGTERM');
  await portal?.ended;
});

const secrets = {
  AUTH_SECRET: randomBytes(32).toString('base64'),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};
function start(variables: Record<string, string>) {
  portal = npmStart({
    HOST: '127.0.0.1',
    PORT: port,
    PORTAL_URL: 'https://portal.example',
    ...secrets,
    ...variables,
  });
  return portal;
}

test.describe.configure({ mode: 'serial' });

test('every missing or wrong variable is named at once, and no value is told', async () => {
  const refused = start({
    AUTH_SECRET: '',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: 'much-too-short',
    PORTAL_URL: 'ftp://portal.example',
    DATABASE_URL: 'mysql://hidden@somewhere/there',
    PORT: '99999',
  });
  expect(await refused.ended).toBe(1);
  for (const variable of [
    'AUTH_SECRET',
    'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY',
    'PORTAL_URL',
    'DATABASE_URL',
    'PORT',
  ])
    expect(refused.said()).toContain(`${variable}: `);
  expect(refused.said()).not.toMatch(/much-too-short|hidden/);
});

test('a database that is not up to date is said, with the command that brings it there', async () => {
  const refused = start({ DATABASE_URL: url('E2E_APP_URL', name) });
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toContain('npm run mutual -- migrate');
});

test('a role that row security would not hold is refused', async () => {
  const refused = start({ DATABASE_URL: url('E2E_OWNER_URL', 'empty') });
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/too strong: it is a superuser/);
});

test('a database out of reach is said in words', async () => {
  const refused = start({ DATABASE_URL: `postgresql://mutual_app:x@127.0.0.1:${await freePort()}/mutual` });
  expect(await refused.ended).toBe(1);
  expect(refused.said()).toMatch(/DATABASE_URL cannot be used: .*ECONNREFUSED/);
});

test('with the owner’s URL it migrates and serves, with no demo and no embedded server', async ({
  request,
}) => {
  const served = start({
    DATABASE_URL: url('E2E_APP_URL', name),
    DATABASE_OWNER_URL: url('E2E_OWNER_URL', name),
  });
  await served.says('Mutual is on');
  const at = `http://127.0.0.1:${port}`;
  expect(await (await request.get(`${at}/readyz`)).json()).toMatchObject({ status: 'ready' });
  expect((await request.get(`${at}/inbox`)).status()).toBe(404);
  expect((await request.get(`${at}/healthz`)).headers()['strict-transport-security']).toBeTruthy();
  const sql = postgres(url('E2E_OWNER_URL', name), { max: 1 });
  expect(await sql`select * from brand`).toHaveLength(0);
  await sql.end();
  expect(served.said()).toMatch(/"route":"\/readyz","status":200/);
});
