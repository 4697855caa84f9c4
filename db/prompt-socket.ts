import { connect, type Socket } from 'node:net';

type Target = { host: readonly string[]; port: readonly number[]; path?: string | false };

let nth = 0;

/**
 * A socket for postgres.js that sends small packets at once. Its own waits for the server's (delayed) acknowledgement
 * before a packet that follows another, such as the end of a COPY: 40 ms each time.
 */
export function promptSocket({ host, port, path }: Target): Socket {
  if (path) return connect({ path });
  const at = nth++ % host.length;
  const name = host[at] ?? 'localhost';
  // TLS reads the name to check from here.
  return Object.assign(connect({ host: name, port: port[at] ?? 5432, noDelay: true }), { host: name });
}
