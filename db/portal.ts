import { env } from '#lib/env.ts';
import { type ChoiceLane, openChoiceLane } from './choice-lane.ts';
import { type Connection, connect } from './client.ts';

const key = Symbol.for('mutual.portal');
const laneKey = Symbol.for('mutual.choices');
const held: typeof globalThis & { [key]?: Connection; [laneKey]?: ChoiceLane } = globalThis;

/** The running portal's own pool, opened once a process. Pages and actions put its `db` into their ctx. */
export function portal(): Connection {
  held[key] ??= connect(databaseUrl(), { max: env.DATABASE_POOL, name: 'mutual-app' });
  return held[key];
}

/** The running portal's lane for choices, opened once a process. */
export function portalChoices(): ChoiceLane {
  held[laneKey] ??= openChoiceLane(databaseUrl());
  return held[laneKey];
}

function databaseUrl(): string {
  if (!env.DATABASE_URL)
    throw new Error('DATABASE_URL is not set: start the portal with `npm start` or `npm run dev`.');
  return env.DATABASE_URL;
}
