import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { followTogether } from '../../../src/web/desk/send/follow-together.ts'

/** Looks that return 1, 2, 3, … as objects, ten milliseconds apart, until the last. */
function counter({ last = Number.POSITIVE_INFINITY, failing = 0 } = {}) {
  const looks: number[] = []
  const closing = new AbortController()
  let failures = failing
  const follow = followTogether<{ look: number }>({
    look: async (number) => {
      if (failures-- > 0) throw new Error('away')
      looks.push(number)
      return { look: looks.length }
    },
    waitMs: ({ look }) => (look >= last ? undefined : 10),
    closing: closing.signal,
    onError: () => undefined,
  })
  return { looks, closing, follow }
}

const never = () => new AbortController().signal

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of from) all.push(one)
  return all
}

test('many follow one thing by one look at a time, and all see its end', async () => {
  const { looks, follow } = counter({ last: 5 })
  const seen = await Promise.all(Array.from({ length: 20 }, () => collect(follow(1, never()))))
  expect(looks).toHaveLength(5)
  for (const one of seen) expect(one.at(-1)).toEqual({ look: 5 })
})

test('two things are looked at each by itself', async () => {
  const { looks, follow } = counter({ last: 1 })
  await Promise.all([collect(follow(1, never())), collect(follow(2, never()))])
  expect(looks.toSorted()).toEqual([1, 2])
})

test('when the last one leaves, nobody looks any more; whoever comes later begins anew', async () => {
  const { looks, follow } = counter()
  const first = new AbortController()
  const second = new AbortController()
  const both = [collect(follow(1, first.signal)), collect(follow(1, second.signal))]
  await sleep(50)
  first.abort()
  await both[0]
  const before = looks.length
  await sleep(50)
  expect(looks.length).toBeGreaterThan(before)
  second.abort()
  await both[1]
  const after = looks.length
  await sleep(50)
  expect(looks.length).toBeLessThanOrEqual(after + 1)

  const third = follow(1, never())
  expect((await third.next()).value).toBeDefined()
  await third.return()
})

test('who leaves in the middle of a loop is counted off as well', async () => {
  const { looks, follow } = counter()
  for await (const { look } of follow(1, never())) if (look >= 2) break
  const after = looks.length
  await sleep(50)
  expect(looks.length).toBeLessThanOrEqual(after + 1)
})

test('a slow follower misses what came in between and gets the newest', async () => {
  const { follow } = counter({ last: 10 })
  const seen: number[] = []
  for await (const { look } of follow(1, never())) {
    seen.push(look)
    await sleep(60)
  }
  expect(seen.length).toBeLessThan(10)
  expect(seen.at(-1)).toBe(10)
})

test('when the server stops, everybody’s stream ends', async () => {
  const { closing, follow } = counter()
  const all = Array.from({ length: 3 }, () => collect(follow(1, never())))
  await sleep(30)
  closing.abort()
  expect((await Promise.all(all)).every((seen) => seen.length > 0)).toBe(true)
})

test('a look that fails is done again', async () => {
  const { looks, follow } = counter({ last: 1, failing: 1 })
  expect(await collect(follow(1, never()))).toEqual([{ look: 1 }])
  expect(looks).toHaveLength(1)
})
