import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INTERNET, type Network } from '../../src/outside/network.ts'
import { probeLink } from '../../src/outside/probe-link.ts'
import { isPublicAddress } from '../../src/outside/public-address.ts'

const asked: string[] = []
let listener: RequestListener
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  listener(request, response)
})
let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** A network of two machines: our server under one name, and something private under another. */
const names: Record<string, string[]> = { 'site.test': ['127.0.0.1'], 'inside.test': ['10.0.0.7'] }
const network: Network = {
  resolve: async (hostname) => (names[hostname] ?? []).map((address) => ({ address, family: 4 })),
  permits: (address, to) => address === '127.0.0.1' && to === port,
}
const probe = (path: string, options = {}) => {
  asked.length = 0
  const url = path.startsWith('/') ? `http://site.test:${port}${path}` : path
  return probeLink(url, { siteUrl: 'http://localhost:3000', network, ...options })
}
const answers = (statuses: Record<string, number>, location?: string): void => {
  listener = ({ method }, response) => {
    response.writeHead(statuses[method!] ?? statuses.GET!, location ? { location } : {}).end()
  }
}

describe('a link', () => {
  test.each([
    [200, 'fine'],
    [204, 'fine'],
    [404, 'gone'],
    [410, 'gone'],
    [403, 'unsure'],
    [500, 'unsure'],
  ])('that answers %i is %s', async (status, outcome) => {
    answers({ GET: status })
    expect(await probe('/page')).toEqual({ outcome, detail: `It answers ${status}.` })
  })

  test('is asked for its head first, and for all of it only where that fails', async () => {
    answers({ HEAD: 200, GET: 404 })
    expect(await probe('/page?a=b')).toMatchObject({ outcome: 'fine' })
    expect(asked).toEqual(['HEAD /page?a=b'])
    answers({ HEAD: 405, GET: 200 })
    expect(await probe('/page')).toMatchObject({ outcome: 'fine' })
    expect(asked).toEqual(['HEAD /page', 'GET /page'])
  })

  test('that answers without end is read no further than its head', async () => {
    listener = ({ method }, response) => {
      if (method === 'HEAD') return void response.writeHead(405).end()
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour)
      }
      pour()
    }
    expect(await probe('/page')).toMatchObject({ outcome: 'fine' })
  })

  test('that does not answer in time is nobody’s guess', async () => {
    listener = () => undefined
    expect(await probe('/page', { timeoutMs: 100 })).toEqual({
      outcome: 'unsure',
      detail: 'It did not answer in time.',
    })
  })

  test('whose name is never found out in time as well', async () => {
    const slow = { ...network, resolve: () => new Promise<never>(() => undefined) }
    expect(await probe('/page', { timeoutMs: 50, network: slow })).toMatchObject({ outcome: 'unsure' })
  })

  test('whose name nobody knows is gone', async () => {
    expect(await probe('http://nowhere.test/')).toEqual({
      outcome: 'gone',
      detail: 'There is no site of that name.',
    })
  })

  test('is followed through five redirects, and no further', async () => {
    listener = ({ url }, response) => {
      const left = Number(url!.slice(1))
      if (left === 0) response.writeHead(200).end()
      else response.writeHead(302, { location: `/${left - 1}` }).end()
    }
    expect(await probe('/5')).toMatchObject({ outcome: 'fine' })
    expect(await probe('/6')).toMatchObject({ outcome: 'unsure', detail: 'It redirects more than 5 times.' })
  })
})

describe('nothing is sent', () => {
  test.each([
    ['into a private network, by a name', 'http://inside.test/'],
    ['there by an address', 'http://10.0.0.7/'],
    ['to another port', 'http://site.test/'],
    ['with a name and a password', 'http://me:secret@site.test/'],
    ['to what is no web page', 'ftp://site.test/'],
  ])('%s', async (_, url) => {
    expect(await probe(url)).toMatchObject({ outcome: 'refused' })
    expect(asked).toEqual([])
  })

  test.each([
    'http://inside.test/',
    'http://127.0.0.1:9/',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/',
  ])('to %s by way of a redirect', async (location) => {
    answers({ GET: 302 }, location)
    expect(await probe('/away')).toMatchObject({ outcome: 'refused' })
    expect(asked).toEqual(['HEAD /away'])
  })

  test('to a name that has a private address beside its public one', async () => {
    names['both.test'] = ['127.0.0.1', '10.0.0.7']
    expect(await probe(`http://both.test:${port}/`)).toMatchObject({ outcome: 'refused' })
    expect(asked).toEqual([])
  })

  test('to where a name leads the second time it is asked for', async () => {
    let looks = 0
    const rebinding: Network = {
      resolve: async () => [{ address: looks++ === 0 ? '127.0.0.1' : '10.0.0.7', family: 4 }],
      permits: network.permits,
    }
    answers({ GET: 200 })
    expect(await probe('/page', { network: rebinding })).toMatchObject({ outcome: 'fine' })
    expect(looks).toBe(1)
    answers({ HEAD: 405, GET: 200 })
    expect(await probe('/page', { network: rebinding })).toMatchObject({ outcome: 'refused' })
    expect(asked).toEqual([])
  })

  test('to this machine from the Internet, whatever it is called', async () => {
    answers({ GET: 200 })
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '0.0.0.0',
    ]) {
      expect(await probe(`http://${host}:${port}/`, { network: INTERNET }), host).toMatchObject({
        outcome: 'refused',
      })
      expect(await probe(`http://${host}/`, { network: INTERNET }), host).toMatchObject({
        outcome: 'refused',
      })
    }
    expect(asked).toEqual([])
  })
})

test.each([
  ['93.184.215.14', true],
  ['172.32.0.1', true],
  ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', true],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['127.1.2.3', false],
  ['169.254.169.254', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['0.0.0.0', false],
  ['::', false],
  ['::1', false],
  ['::ffff:93.184.215.14', false],
  ['::ffff:10.0.0.1', false],
  ['64:ff9b::a00:1', false],
  ['fe80::1', false],
  ['fe80::1%eth0', false],
  ['fd00:ec2::254', false],
  ['ff02::1', false],
  ['2002:a00:1::', false],
  ['2001:0:a00:1::', false],
  ['2001:db8::1', false],
  ['no address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})
