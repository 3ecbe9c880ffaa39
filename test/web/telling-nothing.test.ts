import { beforeAll, expect, test, vi } from 'vitest'
import { PreparingClient } from '../../db/preparing-client.ts'
import { signFormTime } from '../../src/domain/form-time.ts'
import type { SubscriberStatus } from '../../src/domain/subscriber.ts'
import { DEFAULT_LIMITS } from '../support/context.ts'
import { QUICK } from '../support/quick.ts'
import { addSubscriber, cameFrom, createTestWeb, post, type TestWeb } from './support.ts'

/** What can be known of an address. */
const KNOWN = [
  'confirmed',
  'pending',
  'ended',
  'suppressed',
  'asked for today',
  'asked for too often',
] as const
type State = 'unknown' | (typeof KNOWN)[number]

let site: TestWeb
let shown: string
beforeAll(async () => {
  site = await createTestWeb({ ...DEFAULT_LIMITS, SIGN_UPS_IN_TOTAL: '1000000' })
  shown = signFormTime(site.context.config.linkKeys[0]!, new Date(Date.now() - 60_000))
  // Letters are rendered before the first answer.
  await signUp(await addressThatIs('unknown'))
})

let made = 0

async function addressThatIs(state: State): Promise<string> {
  const address = `reader-${made++}@lovelace.org`
  if (state === 'asked for too often') await signUp(address)
  else if (state === 'asked for today') {
    await signUp(address)
    await site.database.pass('6 minutes')
  } else if (state === 'suppressed') {
    const suppression = { address, addressKey: address, reason: 'complaint', note: null } as const
    await site.context.db.insertInto('suppression').values(suppression).execute()
  } else if (state !== 'unknown') await addSubscriber(site.context, address, state satisfies SubscriberStatus)
  return address
}

let networks = 0

/** Each from a network of its own. */
async function signUp(address: string): Promise<Response> {
  const network = networks++
  const headers = {
    origin: 'http://localhost:3000',
    'x-forwarded-for': `10.1.${network >> 8}.${network & 255}`,
  }
  return post(
    site.web,
    '/subscriptions',
    { page: '/', comment: '', shown, address },
    headers,
    cameFrom('::1'),
  )
}

test.each(KNOWN)('an address that is %s gets the words of an unknown one', async (state) => {
  const [known, unknown] = await Promise.all([describe(state), describe('unknown')])
  expect(known).toEqual(unknown)

  async function describe(state: State) {
    const response = await signUp(await addressThatIs(state))
    return { status: response.status, headers: [...response.headers], body: await response.text() }
  }
})

/** Of one that had a mail today it is asked, as well, whether it may have the second. */
const ALIKE = KNOWN.filter((state) => state !== 'asked for today')

/** The limits clear up after themselves every minute, whoever signs up meanwhile. */
const BY_THE_CLOCK = /^delete from "rate_limit" where "expires_at"/

test.each(ALIKE)('for an address that is %s the statements of an unknown one run', async (state) => {
  expect(await statementsFor(state)).toEqual(await statementsFor('unknown'))

  async function statementsFor(state: State): Promise<string[]> {
    const address = await addressThatIs(state)
    const query = vi.spyOn(PreparingClient.prototype, 'query')
    await signUp(address)
    const statements = query.mock.calls
      .map(([text]) => String(text))
      .filter((text) => !BY_THE_CLOCK.test(text))
    query.mockRestore()
    expect(statements.join()).toContain('request-subscriptions')
    return statements
  }
})

const PAIRS = 500
/**
 * Other programs that have the processor for a while, such as another file's tests, can make a run worthless; with
 * more runs they count for less, and no leak goes away by itself.
 */
const RUNS = 8

test.skipIf(QUICK)(
  `over ${PAIRS} pairs, the time of the answer tells known from unknown by less than 5 %`,
  async () => {
    const times = new Map<State, number[]>(['unknown' as const, ...KNOWN].map((state) => [state, []]))
    for (let run = 1; ; run++) {
      for (let pair = 0; pair < PAIRS; pair++) {
        // Of the others there is one beside each pair: they tell of themselves what is tried next to it.
        const states: State[] = ['unknown', 'confirmed', KNOWN[1 + (pair % (KNOWN.length - 1))]!]
        for (const state of states.sort(() => Math.random() - 0.5)) {
          const address = await addressThatIs(state)
          const start = performance.now()
          await signUp(address)
          times.get(state)!.push(performance.now() - start)
        }
      }
      const differences = KNOWN.map(
        (state) => [state, difference(times.get(state)!, times.get('unknown')!)] as const,
      )
      const told = differences.filter(([state, share]) => share >= (state === 'confirmed' ? 0.05 : 0.1))
      if (told.length === 0) return
      if (run === RUNS) expect(Object.fromEntries(differences)).toEqual('nothing that tells')
    }
  },
  400_000,
)

/** Of the medians, as a share. */
function difference(some: readonly number[], others: readonly number[]): number {
  return Math.abs(median(some) / median(others) - 1)
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
