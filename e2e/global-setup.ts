import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { seedDemo } from '#demo/seed.ts';
import { buildIfNeeded } from '../cli/build.ts';

/** One build and one PostgreSQL for the run; each portal copies the database that is filled with the demo here. */
export default async function setup() {
  await buildIfNeeded();
  const folder = await mkdtemp(join(tmpdir(), 'mutual-e2e-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder, ['-c', 'fsync=off', '-c', 'max_connections=200']);
  const admin = postgres(server.ownerUrl('postgres'), { max: 1 });
  for (const name of ['empty', 'demo']) await admin`create database ${admin(name)} template mutual`;
  await admin.end();
  const { db, close } = connect(server.appUrl('demo'));
  await seedDemo(db);
  await close();
  process.env.E2E_OWNER_URL = server.ownerUrl('postgres');
  process.env.E2E_APP_URL = server.appUrl('postgres');
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
