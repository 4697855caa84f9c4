import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestDatabase, testDatabase } from '#db/testing.ts';
import type { CustomerActor } from '#domain/actor.ts';
import { setChoices } from '#domain/choice/set-choices.ts';
import type { Ctx } from '#domain/context.ts';
import { openNetwork } from '#domain/delivery/network.ts';
import { behaviours, openReceiver, type Receiver } from '#domain/delivery/receiver.testing.ts';
import { releaseLost } from '#domain/delivery/release-lost.ts';
import { registerSystem } from '#domain/system/register-system.ts';
import { makeBrand, type TestBrand } from '#domain/testing.ts';
import { sealKeyFrom } from '#lib/seal.ts';
import { startWorker } from './worker.ts';

const secret = 'the seal key of this test, long enough';
const sealKey = sealKeyFrom(secret);
const script = fileURLToPath(new URL('../cli/worker.ts', import.meta.url));

let database: TestDatabase;
const open: Receiver[] = [];
const processes: ChildProcess[] = [];
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  for (const worker of processes) worker.kill('SIGKILL');
  await Promise.all(open.map((receiver) => receiver.close()));
  await database.drop();
});

async function system(brand: TestBrand, slug: string, behave: Parameters<typeof openReceiver>[0]) {
  const receiver = await openReceiver(behave);
  open.push(receiver);
  await brand.publish(slug);
  const text = { en: slug };
  await registerSystem(await brand.staff('owner'), sealKey, {
    ...{ slug, name: text, summary: text, exchanges: [slug], url: receiver.url },
  });
  return receiver;
}

const say = (ctx: Ctx<CustomerActor>, exchange: string, want: 'on' | 'off') =>
  setChoices(ctx, { wishes: [{ exchange, want, version: 1 }], locale: null });

const unsettled = async () => {
  const [row] = await database.owner`
    select count(*)::int as n from delivery where state in ('waiting', 'failed') and system not like 'bad%'`;
  return row?.n as number;
};

const workerProcess = (url = database.appUrl, stdio: StdioOptions = 'inherit') => {
  const env = {
    ...{ PATH: process.env.PATH, DATABASE_URL: url, AUTH_SECRET: secret, LOG_LEVEL: 'warn' },
    WEBHOOKS_TO_PRIVATE: '1',
  };
  const worker = spawn(process.execPath, [script], { env: { ...env, NODE_ENV: 'test' }, stdio });
  processes.push(worker);
  return worker;
};

test('a system that hangs, one that breaks and one that drips delay no other', async () => {
  const brand = await makeBrand(database);
  const bad = ['hangs', 'breaks', 'drips', 'resets'] as const;
  for (const kind of bad) await system(brand, `bad-${kind}`, behaviours[kind]);
  const good = await system(brand, 'good', behaviours.fine);
  const ctx = await brand.customer();
  for (let n = 0; n < 6; n += 1)
    for (const slug of [...bad.map((kind) => `bad-${kind}`), 'good'])
      await say(ctx, slug, n % 2 ? 'off' : 'on');
  const network = openNetwork(() => true);
  const worker = await startWorker(database.appUrl, { network, sealKey, patience: 1_500 });
  await vi.waitFor(async () => expect(await unsettled()).toBe(0), { timeout: 5_000 });
  expect(new Set(good.hits.map(({ headers }) => headers['webhook-id'])).size).toBe(6);
  await worker.stop();
  await network.destroy();
});

test('a worker that cannot begin ends, so that whoever started it starts it again', async () => {
  const nowhere = database.appUrl.replace(/:\d+\//, ':1/');
  const worker = workerProcess(nowhere, ['ignore', 'ignore', 'ignore', 'ipc']);
  expect((await once(worker, 'exit'))[0]).toBe(1);
});

test('workers that are killed and started again under load skip no delivery', async () => {
  const brand = await makeBrand(database);
  const seen = new Set<string>();
  const flaky = await system(brand, 'flaky', (response, hit) => {
    const id = String(hit.headers['webhook-id']);
    const first = !seen.has(id) && seen.add(id).size % 5 === 0;
    behaviours[first ? 'breaks' : 'fine'](response, hit);
  });
  const steady = await system(brand, 'steady', (response, hit) =>
    setTimeout(() => behaviours.applies(response, hit), 30),
  );
  const customers = await Promise.all(Array.from({ length: 20 }, () => brand.customer()));
  let worker = workerProcess();
  const second = workerProcess();
  for (let n = 0; n < 6; n += 1) {
    for (const slug of ['flaky', 'steady'])
      await Promise.all(customers.map((ctx) => say(ctx, slug, n % 2 ? 'off' : 'on')));
    if (n % 2 === 0) continue;
    const before = steady.hits.length;
    // Nobody waits three quarters of a minute here for what a killed worker held: it may have been every lane.
    const goesOn = async () => {
      await releaseLost(database.db, 3);
      expect(steady.hits.length).toBeGreaterThan(before);
    };
    await vi.waitFor(goesOn, { timeout: 20_000, interval: 20 });
    worker.kill('SIGKILL');
    await once(worker, 'exit');
    worker = workerProcess();
  }
  const settled = async () => {
    await releaseLost(database.db, 3);
    expect(await unsettled()).toBe(0);
  };
  await vi.waitFor(settled, { timeout: 35_000, interval: 500 });
  const [entries] = await database.owner`select count(*)::int as n from ledger where brand_id = ${brand.id}`;
  const arrived = (receiver: Receiver) =>
    new Set(receiver.hits.map(({ headers }) => headers['webhook-id'])).size;
  expect(entries?.n).toBe(240);
  expect([arrived(flaky), arrived(steady)]).toEqual([120, 120]);
  for (const each of [worker, second]) {
    each.kill('SIGTERM');
    expect((await once(each, 'exit'))[0]).toBe(0);
  }
}, 60_000);
