import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env } from '#lib/env.ts';

/** The project's own folder, whatever the current one is. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** The embedded database, its secrets and its log. */
export const dataFolder = resolve(projectFolder, env.MUTUAL_DATA ?? '.data');
