import { join } from 'node:path';
import postgres from 'postgres';
import { secretFile } from '#lib/secret-file.ts';
import { embeddedHome, type Home } from './embedded-home.ts';
import {
  createCluster,
  ownerRole,
  type Running,
  runningServer,
  startServer,
  stopServer,
} from './embedded-process.ts';
import { runtimeRole } from './known-migrations.ts';
import { migrate } from './migrate.ts';

export type EmbeddedServer = {
  home: Home;
  /** As the owner: migrations and tests' own databases. */
  ownerUrl: (database?: string) => string;
  /** As the role the portal runs with. */
  appUrl: (database?: string) => string;
  isRunning: () => Promise<boolean>;
  /** After an unexpected end: on the same port, so that whoever used it finds it again. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with the project, its data in `folder`, creating and migrating it when new.
 * We drive its binaries ourselves: the package's own wrapper catches our signals and forgets a server that outlives us.
 */
export async function startEmbedded(folder: string, flags: readonly string[] = []): Promise<EmbeddedServer> {
  const home = await embeddedHome(folder);
  const password = await secretFile(join(home.folder, 'owner-password'));
  await createCluster(home, password);
  const server = await handleOf(home, await startServer(home, flags), flags);
  try {
    await createDatabase(server.ownerUrl('postgres'), 'mutual');
    await migrate(server.ownerUrl(), await secretFile(join(home.folder, 'app-password')));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** The server that already runs on `folder`'s data, or null. */
export async function joinEmbedded(folder: string): Promise<EmbeddedServer | null> {
  const home = await embeddedHome(folder);
  const running = await runningServer(home);
  return running?.status === 'ready' ? handleOf(home, running) : null;
}

async function handleOf(
  home: Home,
  { port }: Running,
  flags: readonly string[] = [],
): Promise<EmbeddedServer> {
  const [password, appPassword] = await Promise.all([
    secretFile(join(home.folder, 'owner-password')),
    secretFile(join(home.folder, 'app-password')),
  ]);
  const url =
    (user: string, pass: string) =>
    (database = 'mutual') =>
      `postgresql://${user}:${pass}@127.0.0.1:${port}/${database}`;
  return {
    home,
    ownerUrl: url(ownerRole, password),
    appUrl: url(runtimeRole, appPassword),
    isRunning: async () => (await runningServer(home)) !== null,
    restart: async () => void (await startServer(home, flags, port)),
    stop: () => stopServer(home),
  };
}

async function createDatabase(adminUrl: string, name: string) {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 5 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!found) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
}
