import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#lib/free-port.ts';
import { type TestApi, testApi } from './api.testing.ts';

const script = fileURLToPath(new URL('../cli/api.ts', import.meta.url));
const connections = 8;
const choices = 10_000;

/** What is filed with times of its own is ordered by them. */
const hourAgo = new Date(Date.now() - 3_600_000);

let api: TestApi;
let secret: string;
const processes: { child: ChildProcess; pool: Pool }[] = [];

beforeAll(async () => {
  api = await testApi();
  await api.brand.publish('offers', {}, hourAgo);
  secret = (await api.newKey(api.brand, ['decide', 'choices'])).secret;
  processes.push(await apiProcess(), await apiProcess());
});
afterAll(async () => {
  for (const { child, pool } of processes) {
    await pool.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await api.database.drop();
});

/** `npm run api` on the test's database, and eight connections to it. */
async function apiProcess() {
  const port = await freePort();
  const env = {
    ...{ PATH: process.env.PATH, NODE_ENV: 'test' as const, HOST: '127.0.0.1', API_PORT: String(port) },
    DATABASE_URL: api.database.appUrl,
  };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(`${url}/api/v1/openapi.json`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error('The API did not start.');
    await wait(50);
  }
  return { child, pool: new Pool(url, { connections }) };
}

async function call(pool: Pool | undefined, method: 'POST' | 'PUT', path: string, body: object) {
  if (!pool) throw new Error('There is no such process.');
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const answer = await pool.request({ path: `/api/v1${path}`, method, headers, body: JSON.stringify(body) });
  return (await answer.body.json()) as Record<string, unknown>;
}

const evidence = { where: 'Counter', shown: 'The green form', reference: 'F-1' };

/** The same question in its four forms: about one or several customers, with and without the entry to be known. */
const forms = (customer: string, minSeq: unknown) => {
  const use = { category: 'purchases', purpose: 'recommend' };
  const about = [
    { customer, ...use },
    { customers: [customer], ...use },
  ];
  return [...about, ...about.map((question) => ({ ...question, minSeq }))];
};

/** What a process says right now: `true 7` for a yes that rests on entry 7. */
async function decided(pool: Pool, question: object) {
  const { decisions, ...one } = await call(pool, 'POST', '/decisions', question);
  const { allowed, seq } = Array.isArray(decisions) ? decisions[0] : one;
  return `${allowed} ${seq}`;
}

/** One customer turns the exchange on and off, now through one process and now the other; both are asked after each. */
async function turnOnAndOff(customer: string, times: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let n = 1; n <= times; n += 1) {
    const want = n % 2 === 1 ? 'on' : 'off';
    const madeAt = new Date(hourAgo.getTime() + n).toISOString();
    const filing = { ...(want === 'on' && { version: 1 }), madeAt, evidence };
    const writer = processes[n % 3 === 0 ? 0 : 1]?.pool;
    const { on, seq } = await call(writer, 'PUT', `/customers/${customer}/choices/offers`, {
      want,
      ...filing,
    });
    const questions = forms(customer, seq);
    const answers = await Promise.all(
      processes.map(({ pool }, i) => decided(pool, questions[((n >> 1) + i) % 4] ?? {})),
    );
    const expected = `${want === 'on'} ${n}`;
    for (const answer of [`${on} ${seq}`, ...answers])
      if (answer !== expected) wrong.push(`${customer}: after ${expected} it was ${answer}`);
  }
  return wrong;
}

test('ten thousand times, no process says yes once any has acknowledged the no', async () => {
  const customers = Array.from({ length: connections }, (_, n) => `C-${n}`);
  for (const customer of customers) await api.brand.customer(customer);
  const wrong = await Promise.all(customers.map((customer) => turnOnAndOff(customer, choices / connections)));
  expect(wrong.flat().slice(0, 10)).toEqual([]);
  const [written] = await api.database.owner`select count(*)::int as n from ledger`;
  expect(written?.n).toBe(choices);
}, 600_000);
