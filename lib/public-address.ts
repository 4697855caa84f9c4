import ipaddr from 'ipaddr.js';

/** All of IPv6 that is in use on the open internet (RFC 4291 §2.4); without it, ::7f00:1 is 127.0.0.1 and passes. */
const handedOut = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is of the open internet. Loopback, private, link-local (where clouds keep their metadata),
 * shared, reserved and multicast ones are not, nor IPv4 ones of these kinds written as IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const its = ipaddr.process(address);
  return its.range() === 'unicast' && (its.kind() === 'ipv4' || its.match(handedOut));
}
