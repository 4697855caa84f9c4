import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectFolder } from '../portal-folder.ts';

const route = z.object({ page: z.string(), regex: z.string() });
const manifest = z.object({ staticRoutes: z.array(route), dynamicRoutes: z.array(route) });

/** From a URL to the route that answers it, `/my/[brand]`: the log says which page it was, not whose. */
export function routeNames(): (url: string) => string {
  const file = readFileSync(join(projectFolder, '.next/routes-manifest.json'), 'utf8');
  const { staticRoutes, dynamicRoutes } = manifest.parse(JSON.parse(file));
  const patterns = [...staticRoutes, ...dynamicRoutes].map(({ page, regex }) => ({
    page,
    pattern: new RegExp(regex),
  }));
  return (url) => {
    const path = url.split('?')[0] ?? '/';
    if (path.startsWith('/_next/')) return 'file';
    return patterns.find(({ pattern }) => pattern.test(path))?.page ?? 'none';
  };
}
