import { isIPv6 } from 'node:net';

/**
 * The network that a request comes from: an IPv4 address, or the first 64 bits of an IPv6 one, which one household
 * has whole. `proxies` of our own each add the address they saw to the end of X-Forwarded-For; what stands before
 * those is the client's own claim. With none, the server drops the header and Next puts the address of the connection there.
 */
export function clientNetwork(forwardedFor: string | null, proxies: number): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  const address = hops.at(-Math.max(1, proxies)) ?? hops[0] ?? '';
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return v4 ?? (isIPv6(address) ? prefix64(address) : address);
}

function prefix64(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16))
    .join(':');
}
