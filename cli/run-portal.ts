import { setTimeout as wait } from 'node:timers/promises';
import { env } from '#lib/env.ts';
import { isFree } from '#lib/free-port.ts';
import { localUrl, ownAddress } from '#lib/own-address.ts';
import { buildIfNeeded } from './build.ts';
import { keepAlive } from './keep-alive.ts';
import { keepRunning } from './keep-running.ts';
import { launchNext, launchServer, launchWorker } from './next.ts';
import { holdEmbedded, prepareDatabase } from './portal-database.ts';
import { stopOnSignals, whenStopped } from './stop-signals.ts';
import { unreadableLines } from './unreadable-lines.ts';

type Mode = 'start' | 'dev';

/**
 * Runs the portal until a signal comes: database, build, app and worker, and back in reverse order. What dies meanwhile
 * is started again by itself; only an app that ends each time that it starts ends the whole.
 */
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
  const app = keepAlive(
    { name: 'The app', launch: () => launchApp(mode, environment), mostEnds: 5 },
    stopping,
  );
  closing.push(app.end);
  const production = { ...environment, NODE_ENV: environment.NODE_ENV ?? 'production' };
  const worker = keepAlive({ name: 'The worker', launch: () => launchWorker(production) }, stopping);
  closing.push(worker.end);
  const ends = [app.failed, whenStopped(stopping), ...(embedded ? [keepRunning(embedded, stopping)] : [])];
  if ((await Promise.race([...ends, answers(stopping)])) === 'answers') greet(url, where);
  await Promise.race(ends);
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
