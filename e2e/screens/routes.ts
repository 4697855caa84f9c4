import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { scenes } from './scenes.ts';

const app = fileURLToPath(new URL('../../app', import.meta.url));

/** Pages that are not for people. */
const notForPeople = ['/bench'];

/** Every route with a page, as the folders say. */
const routes = (): string[] =>
  globSync('**/page.tsx', { cwd: app })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/\/?page\.tsx$/, '')}`)
    .filter((route) => !notForPeople.includes(route))
    .sort();

/** Routes that no scene shows: one that was added and forgotten here. */
export const forgotten = (): string[] =>
  routes().filter((route) => !scenes.some((scene) => scene.route === route));
