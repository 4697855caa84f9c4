import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdFolder } from './embedded-lock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mutual-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('the second to come is told who holds the folder and where it answers', async () => {
  await holdFolder(folder, 'npm start', 'http://localhost:3000');
  await expect(holdFolder(folder, 'npm start', null)).rejects.toThrow(
    new RegExp(`npm start \\(process ${process.pid}\\).*http://localhost:3000`),
  );
});

test('once released, it is free', async () => {
  const hold = await holdFolder(folder, 'npm start', null);
  await hold.release();
  await holdFolder(folder, 'npm run dev', null);
});

test('a killed holder does not keep it', async () => {
  const script = `
    import { holdFolder } from '${new URL('./embedded-lock.ts', import.meta.url)}';
    await holdFolder(${JSON.stringify(folder)}, 'npm start', null);
    console.log('held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await expect(holdFolder(folder, 'npm start', null)).rejects.toThrow(`process ${child.pid}`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await holdFolder(folder, 'npm start', null);
});

test('of many that come at once, one gets it', async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => holdFolder(folder, `number ${n}`, null)),
  );
  expect(tries.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
});
