import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Network } from './network.ts'

/** A link that leads where we never go. The message says why. */
export class LinkRefused extends Error {
  override readonly name = 'LinkRefused'
}

export interface Answer {
  readonly status: number
  /** Where a redirect leads. */
  readonly location: string | undefined
}

export interface RequestOptions {
  readonly method: 'HEAD' | 'GET'
  readonly network: Network
  readonly timeoutMs: number
  readonly userAgent: string
}

/**
 * Asks one URL, and reads nothing of the answer but its head. The name is resolved once, every address it has
 * is looked at, and the connection goes to the one that was looked at: a name that answers otherwise the next
 * time changes nothing.
 *
 * @throws {LinkRefused} where it leads into a private network, to another port, or is no web address.
 */
export async function ask(
  url: URL,
  { method, network, timeoutMs, userAgent }: RequestOptions,
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs)
  const { address, family } = await findWay(url, network, signal)
  const lookup: LookupFunction = (_, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family)
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': userAgent, accept: '*/*' }
    const asked = request(url, { method, headers, lookup, signal, agent: false }, (answer) => {
      resolve({ status: answer.statusCode!, location: answer.headers.location })
      answer.destroy()
    })
    asked.on('error', reject)
    asked.end()
  })
}

async function findWay(url: URL, { resolve, permits }: Network, signal: AbortSignal) {
  const { protocol, hostname, username, password } = url
  if (protocol !== 'http:' && protocol !== 'https:') throw new LinkRefused('It is no link to a web page.')
  if (username || password) throw new LinkRefused('It holds a name or a password.')
  const port = Number(url.port || (protocol === 'https:' ? 443 : 80))
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [{ address: host, family: isIP(host) }] : await until(signal, resolve(host))
  const [way] = addresses
  if (!way) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' })
  if (!addresses.every(({ address }) => permits(address, port))) {
    throw new LinkRefused('It leads into a private network, or to a port that is not of the web.')
  }
  return way
}

/** A look-up can't be called off, but need not be waited for. */
async function until<Result>(signal: AbortSignal, looked: Promise<Result>): Promise<Result> {
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
  return Promise.race([looked, late])
}
