import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { deleteExpiredHits } from '../../db/queries/rate-limit.ts'
import { type Limits, openLimits } from '../../src/limits/open-limits.ts'
import { createTestContext, DEFAULT_LIMITS, type TestContext } from '../support/context.ts'

const redisUrl = inject('redisUrl')

describe('on PostgreSQL', () => countsOn({}))
describe.skipIf(!redisUrl)('on Redis', () => countsOn({ REDIS_URL: redisUrl }))

interface Opened extends TestContext {
  readonly limits: Limits
  /** Signs addresses up, each from a network of its own unless one is named. @returns what became of each. */
  signUp(addresses: readonly string[], network?: string): Promise<string[]>
}

async function open(env: NodeJS.ProcessEnv): Promise<Opened> {
  const test = await createTestContext({ ...DEFAULT_LIMITS, ...env })
  const limits = await openLimits(test.context, randomBytes(6).toString('hex'))
  afterAll(() => limits.close())
  let networks = 0
  const signUp = async (addresses: readonly string[], network?: string) => {
    const admissions = addresses.map((addressKey) =>
      limits.signUps.admit({ network: network ?? `network ${networks++}`, addressKey }),
    )
    return (await Promise.all(admissions)).map((admission) => {
      if (admission.outcome === 'too-many') return TOO_MANY[admission.from]
      return admission.mail ? 'mailed' : 'unanswered'
    })
  }
  return { ...test, limits, signUp }
}

const TOO_MANY = { network: 'too many from the network', everywhere: 'too many from everywhere' }

function people(count: number): string[] {
  return Array.from({ length: count }, () => `${randomBytes(6).toString('hex')}@lovelace.org`)
}

/** Each outcome, and how often it is there. */
function tally(outcomes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(outcomes)].map((one) => [one, outcomes.filter((o) => o === one).length]),
  )
}

function countsOn(store: NodeJS.ProcessEnv): void {
  test('of those who come from one network at once, as many are taken as it may have', async () => {
    const { limits, signUp } = await open(store)
    expect(tally(await signUp(people(50), '192.0.2.1'))).toEqual({
      mailed: 20,
      'too many from the network': 30,
    })
    expect(await signUp(people(1), '192.0.2.2')).toEqual(['mailed'])
    const refused = await limits.signUps.admit({ network: '192.0.2.1', addressKey: 'x@lovelace.org' })
    expect(refused).toEqual({ outcome: 'too-many', from: 'network', waitMs: expect.any(Number) })
    expect('waitMs' in refused && refused.waitMs).toBeGreaterThan(590_000)
    expect('waitMs' in refused && refused.waitMs).toBeLessThanOrEqual(600_000)
  })

  test('what a crowded network tries counts against nobody else', async () => {
    const { signUp } = await open({ ...store, SIGN_UPS_PER_NETWORK: '2', SIGN_UPS_IN_TOTAL: '3' })
    await signUp(['a@lovelace.org', 'b@lovelace.org'], 'crowded')
    expect(tally(await signUp(Array(20).fill('victim@lovelace.org'), 'crowded'))).toEqual({
      'too many from the network': 20,
    })
    expect(await signUp(['victim@lovelace.org'])).toEqual(['mailed'])
  })

  test('more than the total are told to come back, and the log says so once', async () => {
    const { signUp, logged } = await open({ ...store, SIGN_UPS_IN_TOTAL: '3' })
    expect(tally(await signUp(people(12)))).toEqual({ mailed: 3, 'too many from everywhere': 9 })
    expect(logged().match(/more sign-ups than SIGN_UPS_IN_TOTAL allows/g)).toHaveLength(1)
  })

  test('an address is mailed once, however many ask for it at the same instant', async () => {
    const { signUp } = await open(store)
    expect(tally(await signUp(Array(50).fill('victim@lovelace.org')))).toEqual({ mailed: 1, unanswered: 49 })
    expect(await signUp(['other@lovelace.org'])).toEqual(['mailed'])
  })

  test('a mail that could not be written is had again', async () => {
    const { limits } = await open({ ...store, SIGN_UPS_PER_ADDRESS: '1' })
    const ada = { network: '192.0.2.1', addressKey: 'ada@lovelace.org' }
    for (const _ of ['the first time', 'the second time']) {
      const admission = await limits.signUps.admit(ada)
      expect(admission).toMatchObject({ outcome: 'admitted', mail: expect.anything() })
      if (admission.outcome === 'admitted') await admission.mail?.giveBack()
    }
  })

  test('with noughts everybody is let through', async () => {
    const { signUp } = await open({ ...store, SIGN_UPS_PER_NETWORK: '0', SIGN_UPS_IN_TOTAL: '0' })
    expect(tally(await signUp(people(600), '192.0.2.1'))).toEqual({ mailed: 600 })
  })
}

test('an address is mailed twice at most in any 24 hours, for days on end', async () => {
  const { signUp, database } = await open({})
  const mailedAt: number[] = []
  for (let minutes = 0; minutes < 4 * 24 * 60; minutes += 13) {
    const [outcome] = await signUp(['victim@lovelace.org'])
    if (outcome === 'mailed') mailedAt.push(minutes)
    await database.pass('13 minutes')
  }
  expect(mailedAt).toHaveLength(8)
  for (const [index, at] of mailedAt.slice(2).entries()) {
    expect(at - mailedAt[index]!).toBeGreaterThanOrEqual(24 * 60)
  }
})

test('who never got the first mail gets another after five minutes', async () => {
  const { signUp, database } = await open({})
  const outcomes: string[] = []
  for (const wait of ['4 minutes', '2 minutes', '1 hour']) {
    outcomes.push(...(await signUp(['waiting@lovelace.org'])))
    await database.pass(wait)
  }
  outcomes.push(...(await signUp(['waiting@lovelace.org'])))
  expect(outcomes).toEqual(['mailed', 'unanswered', 'mailed', 'unanswered'])
})

test('a crowded network is let in again after ten minutes', async () => {
  const { signUp, database } = await open({})
  await signUp(people(25), '192.0.2.1')
  await database.pass('9 minutes')
  expect(await signUp(people(1), '192.0.2.1')).toEqual(['too many from the network'])
  await database.pass('2 minutes')
  expect(await signUp(people(1), '192.0.2.1')).toEqual(['mailed'])
})

test('who was told to come back has lost none of their mails', async () => {
  const { signUp, database } = await open({ SIGN_UPS_IN_TOTAL: '1', SIGN_UP_COOLDOWN_MINUTES: '0' })
  await signUp(people(1))
  expect(await signUp(['late@lovelace.org'])).toEqual(['too many from everywhere'])
  const outcomes: string[] = []
  for (const _ of ['first', 'second', 'third']) {
    await database.pass('11 minutes')
    outcomes.push(...(await signUp(['late@lovelace.org'])))
  }
  expect(outcomes).toEqual(['mailed', 'mailed', 'unanswered'])
})

test('PostgreSQL holds neither address nor network, and nothing once its time is over', async () => {
  const { context, database, signUp } = await open({})
  await signUp(['ada@lovelace.org'], '192.0.2.1')
  const rows = () => context.db.selectFrom('rateLimit').selectAll().execute()
  expect(JSON.stringify(await rows())).not.toMatch(/ada|lovelace|192\.0\.2/)
  expect((await rows()).map(({ key }) => key.split(':')[0]).sort()).toEqual(['mail-1', 'network', 'total'])
  await database.pass('11 minutes')
  await deleteExpiredHits(context.db)
  expect((await rows()).map(({ key }) => key.split(':')[0])).toEqual(['mail-1'])
  await database.pass('1 day')
  await deleteExpiredHits(context.db)
  expect(await rows()).toEqual([])
})

test.skipIf(!redisUrl)('Redis holds neither address nor network, and forgets by itself', async () => {
  const { context } = await createTestContext({ ...DEFAULT_LIMITS, REDIS_URL: redisUrl })
  const installation = randomBytes(6).toString('hex')
  const limits = await openLimits(context, installation)
  await limits.signUps.admit({ network: '192.0.2.1', addressKey: 'ada@lovelace.org' })
  await limits.close()
  const redis = new Redis(redisUrl)
  const keys = await redis.keys(`*${installation}*`)
  const ttls = await Promise.all(keys.map((key) => redis.ttl(key)))
  redis.disconnect()
  expect(keys).toHaveLength(3)
  expect(keys.join()).not.toMatch(/ada|lovelace|192\.0\.2/)
  expect(ttls.sort((a, b) => a - b)).toEqual([600, 600, 86_400])
})

test('without its table each process counts for itself, and says so once', async () => {
  const { context, signUp, logged } = await open({})
  await sql`drop table rate_limit`.execute(context.db)
  expect(tally(await signUp(people(30), '192.0.2.1'))).toEqual({
    mailed: 20,
    'too many from the network': 10,
  })
  expect(await signUp(['ada@lovelace.org', 'ada@lovelace.org'])).toEqual(['mailed', 'unanswered'])
  expect(logged().match(/counted by this process alone/g)).toHaveLength(1)
  expect(logged()).toContain('relation \\"rate_limit\\" does not exist')
})

test('a Redis that is down or silent keeps nobody from signing up', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  afterAll(() => silent.close())
  const { port } = silent.address() as { port: number }
  for (const url of ['redis://127.0.0.1:1', `redis://127.0.0.1:${port}`]) {
    const { signUp, logged } = await open({ REDIS_URL: url })
    expect(tally(await signUp(people(30), '192.0.2.1'))).toEqual({
      mailed: 20,
      'too many from the network': 10,
    })
    expect(logged().match(/counted by this process alone/g)).toHaveLength(1)
  }
})
