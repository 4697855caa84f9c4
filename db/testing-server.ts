import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from './embedded.ts';

/** One PostgreSQL for a whole test run, without the care for a crash that a test does not need. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'mutual-test-'));
  await chmod(folder, 0o711);
  const server = await startEmbedded(folder, ['-c', 'fsync=off', '-c', 'max_connections=200']);
  project.provide('ownerUrl', server.ownerUrl());
  project.provide('appUrl', server.appUrl());
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
