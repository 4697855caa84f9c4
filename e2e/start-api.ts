import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#lib/free-port.ts';
import { endChild, launchApi } from '../cli/next.ts';

export type ApiProcess = { url: string; stop: () => Promise<void> };

/** `npm run api` on a portal's database. */
export async function startApi(databaseUrl: string): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = launchApi({
    ...process.env,
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    API_PORT: String(port),
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'fatal',
  });
  while (!(await fetch(`${url}/api/v1/openapi.json`).catch(() => null))?.ok) {
    if (child.exitCode !== null) throw new Error('The API under test did not start.');
    await wait(50);
  }
  return { url, stop: () => endChild(child) };
}
