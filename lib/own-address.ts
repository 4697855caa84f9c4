import { env } from './env.ts';

/** Where this machine reaches its own portal, whatever it listens on. */
export function ownAddress(): string {
  const everywhere = env.HOST === '0.0.0.0' || env.HOST === '::';
  const host = everywhere ? '127.0.0.1' : env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
  return `http://${host}:${env.PORT}`;
}
