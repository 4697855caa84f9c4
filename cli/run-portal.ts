import { setTimeout as wait } from 'node:timers/promises';
import { env, readEnv } from '#lib/env.ts';
import { isFree } from '#lib/free-port.ts';
import { buildIfNeeded } from './build.ts';
import { endChild, exitOf, launchNext } from './next.ts';
import { holdEmbedded, prepareDatabase } from './portal-database.ts';

type Mode = 'start' | 'dev';

/**
 * Runs the portal until a signal comes or its app ends: database, build, app, and back in reverse order.
 * Ctrl-C may arrive twice, from the terminal and again through npm; the second changes nothing.
 */
export async function runPortal(mode: Mode): Promise<void> {
  if (mode === 'start') readEnv(env.inherited, 'portal');
  const stopping = stopOnSignals();
  const closing: (() => Promise<unknown>)[] = [];
  const url = `http://localhost:${env.PORT}`;
  try {
    if (!env.DATABASE_URL)
      closing.push((await holdEmbedded(`npm ${mode === 'dev' ? 'run dev' : 'start'}`, url)).release);
    await requireFreePort();
    const database = await prepareDatabase();
    closing.push(database.close);
    stopping.throwIfAborted();
    if (mode === 'start') await buildIfNeeded(stopping);
    const app = launchNext([mode, '-H', env.HOST, '-p', String(env.PORT)], {
      ...env.inherited,
      ...database.variables,
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
    });
    closing.push(() => endChild(app));
    const ended = exitOf(app);
    const answered = await Promise.race([ended, answers(url, stopping)]);
    if (answered === true) console.log(`\nMutual is on ${url}\n${database.where}\nCtrl-C stops both.\n`);
    const how = await Promise.race([ended, aborted(stopping)]);
    if (how !== 'aborted') throw new Error(`The portal's app ended by itself (${how}).`);
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort());
  return controller.signal;
}

const aborted = (signal: AbortSignal) =>
  new Promise<'aborted'>((resolve) => {
    if (signal.aborted) resolve('aborted');
    signal.addEventListener('abort', () => resolve('aborted'));
  });

async function requireFreePort() {
  if (await isFree(env.PORT, env.HOST)) return;
  throw new Error(
    `Port ${env.PORT} is taken by another program. Pick another one, for example: PORT=${env.PORT + 1} npm start`,
  );
}

/** True once the app answers. */
async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response?.ok) return true;
    await wait(100);
  }
  return false;
}
