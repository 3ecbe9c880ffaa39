import { type BlockList, isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context as Request } from 'hono'
import {
  convertIPv4BinaryToString,
  convertIPv4MappedIPv6ToIPv4,
  convertIPv6BinaryToString,
  convertIPv6ToBinary,
  isIPv4MappedIPv6,
} from 'hono/utils/ipaddr'
import type { Context } from '../context.ts'

/**
 * Tells which network a request comes from: an IPv4 address, or the first 64 bits of an IPv6 one, of which each
 * customer of a provider has them all. Behind proxies it is what the outermost trusted one saw; what stands
 * further left in X-Forwarded-For anybody could have written.
 */
export function createClientNetwork({ config, log }: Context): (c: Request) => string {
  const { trustedProxies } = config
  let warned = false
  return (c) => {
    const bindings: Partial<HttpBindings> | undefined = c.env
    const peer = readAddress(bindings?.incoming?.socket.remoteAddress ?? '')
    // Who has hung up already.
    if (!peer) return 'nowhere'
    const forwarded = c.req.header('x-forwarded-for')
    if (forwarded === undefined) return networkOf(peer)
    if (!isTrusted(peer, trustedProxies) && !warned) {
      warned = true
      log.warn(
        { peer },
        'X-Forwarded-For comes from a peer that TRUSTED_PROXIES does not name: if it is your proxy, all readers count as one network until it does',
      )
    }
    return networkOf(outermost(peer, forwarded.split(','), trustedProxies))
  }
}

/** The first address from the right that is none of the trusted proxies', or the last that can be read. */
function outermost(peer: string, hops: string[], trusted: BlockList): string {
  let address = peer
  while (isTrusted(address, trusted)) {
    const next = readAddress(hops.pop() ?? '')
    if (!next) return address
    address = next
  }
  return address
}

/** An address in its normal form, IPv4 in IPv6 as IPv4; some proxies write a port behind it. */
function readAddress(text: string): string | undefined {
  const [, address = ''] = /^\[?([\d.]+|[\da-f:.]+)(?:%\w+)?\]?(?::\d+)?$/i.exec(text.trim()) ?? []
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined
  const bits = convertIPv6ToBinary(address)
  return isIPv4MappedIPv6(bits)
    ? convertIPv4BinaryToString(convertIPv4MappedIPv6ToIPv4(bits))
    : convertIPv6BinaryToString(bits)
}

function isTrusted(address: string, trusted: BlockList): boolean {
  return trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

function networkOf(address: string): string {
  if (isIP(address) === 4) return address
  return `${convertIPv6BinaryToString((convertIPv6ToBinary(address) >> 64n) << 64n)}/64`
}
