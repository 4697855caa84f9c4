import { setTimeout as wait } from 'node:timers/promises';
import { env } from '#lib/env.ts';
import { isFree } from '#lib/free-port.ts';
import { localUrl, ownAddress } from '#lib/own-address.ts';
import { buildIfNeeded } from './build.ts';
import { keepRunning } from './keep-running.ts';
import { keepWorking } from './keep-working.ts';
import { endChild, exitOf, launchNext, launchServer } from './next.ts';
import { holdEmbedded, prepareDatabase } from './portal-database.ts';
import { stopOnSignals, whenStopped } from './stop-signals.ts';
import { unreadableLines } from './unreadable-lines.ts';

type Mode = 'start' | 'dev';

/** Runs the portal until a signal comes or its app ends: database, build, app, and back in reverse order. */
export async function runPortal(mode: Mode): Promise<void> {
  const stop = stopOnSignals();
  const closing: (() => Promise<unknown>)[] = [];
  try {
    await open(mode, stop.signal, closing);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    stop.abort();
    for (const close of closing.reverse()) await close();
  }
}

async function open(mode: Mode, stopping: AbortSignal, closing: (() => Promise<unknown>)[]) {
  const url = localUrl();
  const command = mode === 'dev' ? 'npm run dev' : 'npm start';
  if (!env.DATABASE_URL) closing.push((await holdEmbedded(command, url)).release);
  await requireFreePort(command);
  // Side by side: on a first start both take a while. A failed build is told once the database stands, and can be stopped.
  const building = mode === 'start' ? buildIfNeeded(stopping) : Promise.resolve();
  building.catch(() => {});
  const { embedded, variables, where } = await prepareDatabase();
  if (embedded) closing.push(embedded.stop);
  stopping.throwIfAborted();
  await building;
  const environment = { ...env.inherited, ...variables };
  const { DATABASE_URL = '', AUTH_SECRET = '' } = environment;
  for (const line of await unreadableLines(DATABASE_URL, AUTH_SECRET)) console.error(line);
  const app = launchApp(mode, environment);
  closing.push(() => endChild(app));
  closing.push(keepWorking(environment, stopping));
  const ended = exitOf(app);
  const ends = [ended, whenStopped(stopping), embedded ? keepRunning(embedded, stopping) : ended];
  if ((await Promise.race([...ends, answers(stopping)])) === 'answers') greet(url, where);
  const how = await Promise.race(ends);
  if (how !== 'stopped') throw new Error(`The portal's app ended by itself (${how}).`);
}

function greet(url: string, where: readonly string[]) {
  console.log(`\nMutual is on ${url}\n${where.join('\n')}\nCtrl-C stops it.\n`);
}

const launchApp = (mode: Mode, variables: Partial<NodeJS.ProcessEnv>) =>
  mode === 'dev'
    ? launchNext(['dev', '-H', env.HOST, '-p', String(env.PORT)], { ...variables, NODE_ENV: 'development' })
    : launchServer({ ...variables, NODE_ENV: 'production' });

async function requireFreePort(command: string) {
  if (await isFree(env.PORT, env.HOST)) return;
  throw new Error(
    `Port ${env.PORT} is taken by another program. Pick another one, for example: PORT=${env.PORT + 1} ${command}`,
  );
}

async function answers(stopping: AbortSignal): Promise<'answers' | 'stopped'> {
  while (!stopping.aborted) {
    const response = await fetch(`${ownAddress()}/healthz`).catch(() => null);
    if (response?.ok) return 'answers';
    await wait(100);
  }
  return 'stopped';
}
