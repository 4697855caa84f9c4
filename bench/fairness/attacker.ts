import { Agent, request } from 'undici';
import { type Attack, attacks } from './attacks.ts';
import type { Shot } from './shots.ts';
import type { Target } from './target.ts';

export type Order = { do: 'load'; what: string; target: Target } | { do: 'go' } | { do: 'pause' };

/** What came of it until it was paused: how many answers, by status. */
export type Told = { done: 'load' | 'go' } | { done: 'pause'; answers: Record<string, number> };

/** A process of its own, so that what an attacker works takes nothing from whoever measures. */
let attack: { shots: Shot[]; connections: number; target: Target } | undefined;
let running: { stop: AbortController; all: Promise<unknown>; agent: Agent } | undefined;
let answers: Record<string, number> = {};

process.on('message', async (order: Order) => {
  if (order.do === 'load') attack = await aim(order.what, order.target);
  else if (order.do === 'go') go();
  else return tell({ done: 'pause', answers: await pause() });
  tell({ done: order.do });
});
process.once('disconnect', () => process.exit());

const tell = (told: Told) => process.send?.(told);

async function aim(what: string, target: Target) {
  const found: Attack | undefined = attacks.find((each) => each.what === what);
  if (!found) return { shots: [], connections: 1, target };
  return { shots: await found.shots(target), connections: found.connections, target };
}

function go() {
  if (!attack) return;
  const { shots, connections, target } = attack;
  answers = {};
  const stop = new AbortController();
  const agent = new Agent({
    connections: null,
    pipelining: 1,
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
  });
  const one = (from: number) =>
    shots.length > 0 ? keepOn(shots, from, target, agent, stop.signal) : burn(stop.signal);
  running = { stop, agent, all: Promise.all(Array.from({ length: connections }, (_, n) => one(n))) };
}

async function pause() {
  running?.stop.abort();
  await running?.all;
  await running?.agent.destroy();
  return answers;
}

async function keepOn(
  shots: readonly Shot[],
  from: number,
  { url }: Target,
  agent: Agent,
  signal: AbortSignal,
): Promise<void> {
  for (let n = from; !signal.aborted; n++) {
    const shot = shots[n % shots.length];
    if (shot) await send(url, shot, agent, signal);
  }
}

async function send(url: string, shot: Shot, dispatcher: Agent, signal: AbortSignal): Promise<void> {
  const { method, path, body, follow } = shot;
  // One network, however many connections.
  const headers = { 'x-forwarded-for': '203.0.113.9', ...shot.headers };
  try {
    const answer = await request(url + path, { method, headers, body, dispatcher, signal });
    await answer.body.dump({ limit: 100_000_000 });
    count(String(answer.statusCode));
    const { location } = answer.headers;
    if (!follow || typeof location !== 'string') return;
    const to = new URL(location, url);
    const { cookie = '' } = headers as Record<string, string>;
    await send(
      url,
      { method: 'GET', path: to.pathname + to.search, headers: { cookie } },
      dispatcher,
      signal,
    );
  } catch {
    if (!signal.aborted) count('broken off');
  }
}

function count(what: string) {
  answers[what] = (answers[what] ?? 0) + 1;
}

async function burn(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const until = performance.now() + 10;
    while (performance.now() < until);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
