import { lookup } from 'node:dns/promises'
import { isPublicAddress } from './public-address.ts'

/** Where links may lead us: how names become addresses, and which of these are connected to. */
export interface Network {
  resolve(hostname: string): Promise<readonly { readonly address: string; readonly family: number }[]>
  permits(address: string, port: number): boolean
}

const PORTS: readonly number[] = [80, 443]

/** The public Internet, on the two ports of the web. */
export const INTERNET: Network = {
  resolve: (hostname) => lookup(hostname, { all: true, verbatim: true }),
  permits: (address, port) => PORTS.includes(port) && isPublicAddress(address),
}
