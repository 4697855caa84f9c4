import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, connect } from '#db/client.ts';
import { type EmbeddedServer, joinEmbedded, startEmbedded } from '#db/embedded.ts';
import { embeddedHome } from '#db/embedded-home.ts';
import { HeldError, holdFolder } from '#db/embedded-lock.ts';
import { env } from '#lib/env.ts';
import { dataFolder } from './portal-folder.ts';

/**
 * The portal's database, as the runtime role: on DATABASE_URL, else on the embedded server, which is joined when a
 * portal runs it and started when none does. `least`: so many connections are needed at once. Close it, or the process stays.
 */
export async function openDatabase(name = 'mutual-cli', least = 1): Promise<Connection & { url: string }> {
  const url = env.DATABASE_URL;
  const max = Math.max(env.DATABASE_POOL, least);
  if (url) return { ...connect(url, { max, name }), url };
  const server = await borrowEmbedded(name);
  const connection = connect(server.appUrl(), { max, name });
  const close = async () => {
    await connection.close();
    await server.giveBack();
  };
  return { ...connection, url: server.appUrl(), close };
}

/** The same as the owner of the database, for the few things that the runtime role must not do: making keys. */
export async function openAsOwner(name: string): Promise<Connection> {
  if (env.DATABASE_OWNER_URL) return connect(env.DATABASE_OWNER_URL, { max: 1, name });
  if (env.DATABASE_URL)
    throw new Error('Keys are made as the owner of the database: set DATABASE_OWNER_URL as well.');
  const server = await borrowEmbedded(name);
  const connection = connect(server.ownerUrl(), { max: 1, name });
  const close = async () => {
    await connection.close();
    await server.giveBack();
  };
  return { ...connection, close };
}

export type Borrowed = EmbeddedServer & { giveBack: () => Promise<void> };

/** The embedded server for the time of a command. */
export async function borrowEmbedded(what: string): Promise<Borrowed> {
  const { folder } = await embeddedHome(dataFolder);
  const hold = await holdFolder(folder, what, null).catch((error: unknown) => {
    if (error instanceof HeldError) return error;
    throw error;
  });
  if (hold instanceof HeldError) return { ...(await join(hold)), giveBack: async () => {} };
  try {
    const server = await startEmbedded(dataFolder);
    const giveBack = async () => {
      await lastClient(server);
      await server.stop();
      await hold.release();
    };
    return { ...server, giveBack };
  } catch (error) {
    await hold.release();
    throw error;
  }
}

/** Whoever holds the folder may still be starting its server. */
async function join(held: HeldError): Promise<EmbeddedServer> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const server = await joinEmbedded(dataFolder);
    if (server) return server;
    await wait(100);
  }
  throw held;
}

/** Another command may have joined ours meanwhile: its work is not cut off. */
async function lastClient(server: EmbeddedServer) {
  const { sql, close } = connect(server.ownerUrl(), { max: 1 });
  for (;;) {
    const others = await sql`
      select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`;
    if (others.length === 0) break;
    await wait(100);
  }
  await close();
}
