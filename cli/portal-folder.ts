import { fileURLToPath } from 'node:url';

/** The project's own folder, whatever the current one is. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** The embedded database, its secrets and its log. */
export const dataFolder = fileURLToPath(new URL('../.data', import.meta.url));
