import { expect, test } from 'vitest'
import { gather } from '../src/gather.ts'

/** Rounds that end when the test says so. */
function rounds() {
  const started: { items: readonly number[]; end(error?: Error): void }[] = []
  const act = (items: readonly number[]) =>
    new Promise<void>((resolve, reject) => {
      started.push({ items, end: (error) => (error ? reject(error) : resolve()) })
    })
  return { started, act }
}

test('what comes within the wait goes together, and everybody waits for the end of the round', async () => {
  const { started, act } = rounds()
  const add = gather(act, { waitMs: 1, most: 10, rounds: 2 })
  let ended = 0
  const all = [1, 2, 3].map((item) => add(item).then(() => ended++))
  await expect.poll(() => started.length).toBe(1)
  expect(started[0]?.items).toEqual([1, 2, 3])
  expect(ended).toBe(0)
  started[0]?.end()
  await Promise.all(all)
  expect(ended).toBe(3)
})

test('with nothing to wait for, what comes in one turn goes together, and all get what it came to', async () => {
  const rounds: (readonly number[])[] = []
  const act = async (items: readonly number[]) => rounds.push(items)
  const add = gather(act, { waitMs: 0, most: 10, rounds: 1 })
  expect(await Promise.all([add(1), add(2)])).toEqual([1, 1])
  expect(await add(3)).toBe(2)
  expect(rounds).toEqual([[1, 2], [3]])
})

test('a full round does not wait, and no more rounds are under way than are allowed', async () => {
  const { started, act } = rounds()
  const add = gather(act, { waitMs: 1, most: 2, rounds: 1 })
  const all = [1, 2, 3, 4, 5].map((item) => add(item))
  expect(started.map(({ items }) => items)).toEqual([[1, 2]])
  started[0]?.end()
  await expect.poll(() => started.length).toBe(2)
  started[1]?.end()
  await expect.poll(() => started.length).toBe(3)
  started[2]?.end()
  await Promise.all(all)
  expect(started.map(({ items }) => items)).toEqual([[1, 2], [3, 4], [5]])
})

test('a round that fails fails for all in it, and for nobody else', async () => {
  const { started, act } = rounds()
  const add = gather(act, { waitMs: 1, most: 2, rounds: 2 })
  const results = Promise.allSettled([1, 2, 3, 4].map((item) => add(item)))
  started[0]?.end(new Error('lost'))
  started[1]?.end()
  expect((await results).map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  const next = add(5)
  await expect.poll(() => started.length).toBe(3)
  started[2]?.end()
  await next
})
