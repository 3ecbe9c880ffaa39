import { BlockList, isIP } from 'node:net'
import { z } from 'zod'

/** A list of addresses and ranges, such as `10.0.0.0/8, fd00::/8, 192.0.2.7`. This machine, when nothing is set. */
export const trustedProxies = z
  .string()
  .default('127.0.0.1,::1')
  .transform((list, { addIssue }) => {
    const proxies = new BlockList()
    for (const entry of list.split(',').map((part) => part.trim())) {
      if (addTo(proxies, entry)) continue
      addIssue(`has "${entry}", which is no address or range like 10.0.0.7, 10.0.0.0/8 or fd00::/8`)
      return z.NEVER
    }
    return proxies
  })

/** @returns whether it could be added. */
function addTo(proxies: BlockList, entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const family = isIP(address)
  const most = family === 4 ? 32 : 128
  if (family === 0 || rest.length > 0) return false
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) return false
  proxies.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return true
}
