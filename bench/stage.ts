import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { seedDemo } from '#demo/seed.ts';
import { buildIfNeeded } from '../cli/build.ts';
import { openPortal, type Portal } from './open-portal.ts';
import { populate } from './populate.ts';

export type Stage = {
  small: Portal;
  large: Portal;
  /** The large database as its owner. */
  ownerUrl: string;
  close: () => Promise<void>;
};

/** The built app twice, on the demo filled up to few and to many customers, on one PostgreSQL in a temporary folder. */
export async function setStage(few: number, many: number): Promise<Stage> {
  await buildIfNeeded();
  const place = await mkdtemp(join(tmpdir(), 'mutual-bench-'));
  await chmod(place, 0o711);
  const server = await startEmbedded(place);
  const closing = [() => rm(place, { recursive: true, force: true }), server.stop];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const demo = connect(server.appUrl(), { hasty: true });
    await seedDemo(demo.db).finally(demo.close);
    const admin = postgres(server.ownerUrl('postgres'), { max: 1 });
    for (const name of ['small', 'large']) await admin`create database ${admin(name)} template mutual`;
    await admin.end();
    await populate(server.ownerUrl('small'), few);
    await populate(server.ownerUrl('large'), many);
    const [small, large] = [
      await openPortal(server.appUrl('small')),
      await openPortal(server.appUrl('large')),
    ];
    closing.push(small.stop, large.stop);
    return { small, large, ownerUrl: server.ownerUrl('large'), close };
  } catch (error) {
    await close();
    throw error;
  }
}
