import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApi } from '#api/app.ts';

const app = fileURLToPath(new URL('../../app', import.meta.url));

const methods = /\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b/g;

/** Every page, route handler and route of the API, as the files and the API itself have them: `GET /my/[brand]`. */
export function allRoutes(): string[] {
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' });
  const pages = files
    .filter((file) => /(^|[\\/])page\.tsx$/.test(file))
    .map((file) => `GET ${addressOf(file)}`);
  const handlers = files
    .filter((file) => /[\\/]route\.ts$/.test(file))
    .flatMap((file) => {
      const methods = exportedMethods(readFileSync(`${app}/${file}`, 'utf8'));
      return methods.map((method) => `${method} ${addressOf(file)}`);
    });
  const database = () => {
    throw new TypeError('Nobody calls it here.');
  };
  const api = createApi(database).routes.map(({ method, path }) => `${method} ${path}`);
  const isMount = (route: string) => route.includes('/[[...');
  const isMiddleware = (route: string) => route.startsWith('ALL ');
  return [...new Set([...pages, ...handlers, ...api])]
    .filter((route) => !isMount(route) && !isMiddleware(route))
    .sort();
}

const addressOf = (file: string) => `/${file.replaceAll('\\', '/').replace(/\/?(page\.tsx|route\.ts)$/, '')}`;

function exportedMethods(source: string): string[] {
  const exported = source.split('\n').filter((line) => line.startsWith('export'));
  return exported.flatMap((line) => line.match(methods) ?? []);
}
