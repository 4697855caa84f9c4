import { AsyncLocalStorage } from 'node:async_hooks';

export type RequestContext = {
  /** Names the request in every line of the log, and to the reader when something went wrong. */
  id: string;
  /** The database could not be reached while answering. */
  unreachable: boolean;
  /** Too many wait already for what was asked: it is said in the page, and by the status (503). */
  busy: boolean;
};

const key = Symbol.for('mutual.request');
const held: typeof globalThis & { [key]?: AsyncLocalStorage<RequestContext> } = globalThis;

/** Shared by the server and the app that Next has bundled, which each load this file. */
held[key] ??= new AsyncLocalStorage<RequestContext>();
export const requestContext: AsyncLocalStorage<RequestContext> = held[key];
