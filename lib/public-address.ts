import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is of the open internet. Loopback, private, link-local (where clouds keep their metadata),
 * shared, reserved and multicast ones are not, nor IPv4 ones of these kinds written as IPv6.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}
