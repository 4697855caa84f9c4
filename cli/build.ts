import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '#lib/env.ts';
import { endChild, exitOf, launchNext } from './next.ts';
import { projectFolder } from './portal-folder.ts';

const stamp = join(projectFolder, '.next/mutual-sources');

/** What goes into the built app; a change in any of it makes a new build. */
const sources = [
  '{app,api,auth,demo,components,db,domain,jobs,lib,messages,public}/**/*.{ts,tsx,js,json,css,svg,png,ico,woff2}',
  '*.{ts,js}',
  'package-lock.json',
];

/** Tests, and what the build itself writes. */
const notBuilt = /\.(test\.tsx?|d\.ts)$/;

/** Builds the app unless the build at hand is of the very same sources. */
export async function buildIfNeeded(signal?: AbortSignal): Promise<void> {
  const wanted = await fingerprint();
  const built = await readFile(stamp, 'utf8').catch(() => '');
  if (built === wanted) return;
  console.log('Building the portal. This takes about a minute, once.');
  const child = launchNext(['build'], { ...env.inherited, MUTUAL_SERVES: '', NODE_ENV: 'production' });
  const abort = () => void endChild(child);
  signal?.addEventListener('abort', abort);
  const code = await exitOf(child);
  signal?.removeEventListener('abort', abort);
  signal?.throwIfAborted();
  if (code !== 0) throw new Error('The portal could not be built; the reason is above.');
  await writeFile(stamp, wanted);
}

async function fingerprint(): Promise<string> {
  const files = globSync(sources, { cwd: projectFolder }).filter((file) => !notBuilt.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(projectFolder, file)));
  return hash.digest('hex');
}
