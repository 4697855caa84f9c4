import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EmbeddedServer } from '#db/embedded.ts';
import { env } from '#lib/env.ts';
import { freePort } from '#lib/free-port.ts';
import { launchApi, launchServer, launchWorker } from '../cli/next.ts';
import { keep } from './keep.ts';
import { killDatabase } from './kill-database.ts';

export type Processes = {
  portalUrl: string;
  apiUrl: string;
  /** What can be killed, in the order of their turns. */
  victims: Record<string, () => Promise<void>>;
  /** Resolves when the portal and the API answer. */
  answer: () => Promise<unknown>;
  ownEnds: () => Record<string, number>;
  stop: () => Promise<void>;
};

/** The built portal, the API alone, and two workers on one database. */
export async function startProcesses(server: EmbeddedServer, authSecret: string): Promise<Processes> {
  const [port, apiPort] = [await freePort(), await freePort()];
  const [portalUrl, apiUrl] = [`http://localhost:${port}`, `http://127.0.0.1:${apiPort}`];
  const variables = {
    ...env.inherited,
    NODE_ENV: 'production' as const,
    HOST: '127.0.0.1',
    PORT: String(port),
    API_PORT: String(apiPort),
    DATABASE_URL: server.appUrl(),
    AUTH_SECRET: authSecret,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    MUTUAL_DEMO: '1',
    WEBHOOKS_TO_PRIVATE: '1',
    LOG_LEVEL: 'silent',
  };
  const kept = {
    portal: keep(() => launchServer(variables)),
    worker: keep(() => launchWorker(variables)),
    api: keep(() => launchApi(variables)),
    'second worker': keep(() => launchWorker(variables)),
  };
  const answer = () =>
    Promise.all([answers(`${portalUrl}/readyz`), answers(`${apiUrl}/api/v1/openapi.json`)]);
  await answer();
  const each = Object.entries(kept);
  return {
    portalUrl,
    apiUrl,
    victims: {
      ...Object.fromEntries(each.map(([name, { kill }]) => [name, kill])),
      database: () => killDatabase(server),
    },
    answer,
    ownEnds: () => Object.fromEntries(each.map(([name, { ownEnds }]) => [name, ownEnds()])),
    stop: async () => void (await Promise.all(each.map(([, { stop }]) => stop()))),
  };
}

async function answers(url: string) {
  while (!(await fetch(url).catch(() => null))?.ok) await wait(100);
}
