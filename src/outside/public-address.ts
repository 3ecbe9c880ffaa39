import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Whether an address is one of the public Internet: no network of ours, no machine's own, none for special uses. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL.check(address, 'ipv4')
  if (!isIPv6(address) || address.includes('%')) return false
  return GLOBAL.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6')
}

/** Of IPv6, only what is given out for use worldwide: not loopback, link-local, unique local, mapped IPv4, NAT64. */
const GLOBAL = blockList([['2000::', 3]])

/** The registries of special-purpose addresses (RFC 6890 and later), 169.254.169.254 of cloud providers among them. */
const SPECIAL = blockList([
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

function blockList(networks: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of networks) {
    list.addSubnet(network, prefix, isIPv4(network) ? 'ipv4' : 'ipv6')
  }
  return list
}
