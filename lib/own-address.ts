import { env } from './env.ts';

/** Where the person at this machine reaches its portal. */
export const localUrl = () => `http://localhost:${env.PORT}`;

/** Whether nobody but this machine can. */
export const isKeptToItself = () => /^(localhost|127(\.\d+){3}|::1)$/.test(env.HOST);

/** Where this machine reaches its own portal, whatever it listens on. */
export function ownAddress(): string {
  const everywhere = env.HOST === '0.0.0.0' || env.HOST === '::';
  const host = everywhere ? '127.0.0.1' : env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  return `http://${host}:${env.PORT}`;
}
