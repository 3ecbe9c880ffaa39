import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createClientNetwork } from '../../src/web/client-network.ts'
import { createTestContext } from '../support/context.ts'
import { cameFrom } from './support.ts'

async function networks(trustedProxies: string) {
  const { context, logged } = await createTestContext({ TRUSTED_PROXIES: trustedProxies })
  const networkOf = createClientNetwork(context)
  const web = new Hono().get('/', (c) => c.text(networkOf(c)))
  const of = async (peer: string, forwarded?: string) => {
    const headers = new Headers(forwarded === undefined ? [] : [['x-forwarded-for', forwarded]])
    return (await web.request('/', { headers }, cameFrom(peer))).text()
  }
  return { of, logged }
}

const PROXIES = '10.0.0.0/8, 192.0.2.7,fd00::/8'

test.each([
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff::1', undefined, '2001:db8:1:2::/64'],
  ['fe80::1%eth0', undefined, 'fe80::/64'],
])('a peer at %s with no proxy before it', async (peer, forwarded, network) => {
  expect(await (await networks('')).of(peer, forwarded)).toBe(network)
})

test.each([
  ['the proxy says who it was', '10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['a single address is a proxy too', '192.0.2.7', '203.0.113.9', '203.0.113.9'],
  ['so is one of IPv6', 'fd12::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['an IPv4 proxy may come as IPv6', '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
  [
    'what a client wrote further left is not believed',
    '10.1.2.3',
    '198.51.100.1, 203.0.113.9',
    '203.0.113.9',
  ],
  ['a chain of proxies is followed', '10.1.2.3', '198.51.100.1,203.0.113.9 , 10.9.9.9', '203.0.113.9'],
  ['proxies alone are who they are', '10.1.2.3', '10.4.4.4', '10.4.4.4'],
  ['a port is no part of an address', '10.1.2.3', '203.0.113.9:50123', '203.0.113.9'],
  ['nor is one in brackets', '10.1.2.3', '[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'],
  ['where the proxy says nothing of use, it is the proxy', '10.1.2.3', 'unknown', '10.1.2.3'],
  ['and nothing behind that is read', '10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
  ['nor where it says nothing', '10.1.2.3', '', '10.1.2.3'],
  ['who is no proxy can’t say who they are', '198.51.100.1', '203.0.113.9', '198.51.100.1'],
])('%s', async (_rule, peer, forwarded, network) => {
  expect(await (await networks(PROXIES)).of(peer, forwarded)).toBe(network)
})

test('a proxy that was forgotten is named in the log, once', async () => {
  const { of, logged } = await networks('')
  await of('127.0.0.1', '203.0.113.9')
  await of('203.0.113.9')
  expect(logged()).toBe('')
  for (const client of ['203.0.113.9', '203.0.113.10'])
    expect(await of('172.18.0.1', client)).toBe('172.18.0.1')
  expect(logged().trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(logged())).toMatchObject({
    level: 40,
    peer: '172.18.0.1',
    msg: expect.stringContaining('TRUSTED_PROXIES does not name'),
  })
})
