import { env } from '#lib/env.ts';
import { type Connection, connect } from './client.ts';

const key = Symbol.for('mutual.portal');
const held: typeof globalThis & { [key]?: Connection } = globalThis;

/** The running portal's own pool, opened once a process. Pages and actions put its `db` into their ctx. */
export function portal(): Connection {
  if (!env.DATABASE_URL)
    throw new Error('DATABASE_URL is not set: start the portal with `npm start` or `npm run dev`.');
  held[key] ??= connect(env.DATABASE_URL, { max: env.DATABASE_POOL, name: 'mutual-app' });
  return held[key];
}
