import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';

/** The address that a name leads to now, or one written out, may not be connected to. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress';
}

type Resolve = (
  hostname: string,
  options: dns.LookupAllOptions,
  done: (error: Error | null, addresses: dns.LookupAddress[]) => void,
) => void;

const systemResolve: Resolve = (hostname, options, done) => dns.lookup(hostname, options, done);

/**
 * Connections to systems. Every new one looks the name up again and asks then whether the address is permitted, so that
 * a name which was public when it was registered cannot lead inside later.
 */
export function openNetwork(permits: (address: string) => boolean, resolve = systemResolve): Dispatcher {
  const connect = buildConnector({ lookup: guarded(permits, resolve), timeout: 15_000, allowH2: false });
  return new Agent({
    pipelining: 1,
    connect: (target, done) => {
      const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
      // An address written out is not looked up.
      if (isIP(host) !== 0 && !permits(host)) done(new RefusedAddress(), null);
      else connect(target, done);
    },
  });
}

const guarded =
  (permits: (address: string) => boolean, resolve: Resolve): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '');
      const refused = !addresses.every(({ address }) => permits(address));
      const [first] = addresses;
      if (refused || !first) return done(new RefusedAddress(), '');
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
