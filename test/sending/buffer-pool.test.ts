import { expect, test } from 'vitest'
import { createBufferPool } from '../../src/sending/buffer-pool.ts'

const MB = 1024 * 1024

// Compared with ===, because a failed toBe would print megabytes.

test('a buffer is as large as was asked for, and not given to two', () => {
  const pool = createBufferPool()
  const sizes = [0, 1, MB, 3 * MB, 3 * MB + 1]
  const taken = sizes.map((size) => pool.take(size))
  for (const [index, size] of sizes.entries()) expect(taken[index]!.length).toBeGreaterThanOrEqual(size)
  expect(new Set(taken.map(({ buffer }) => buffer)).size).toBe(sizes.length)
})

test('what was given back is taken again, the smallest that suffices', () => {
  const pool = createBufferPool()
  const [small, large] = [pool.take(MB), pool.take(4 * MB)]
  pool.give(large)
  pool.give(small)
  expect(pool.take(3 * MB) === large).toBe(true)
  expect(pool.take(MB / 2) === small).toBe(true)
  expect(pool.take(MB / 2) === small).toBe(false)
})

test('batches of about the same size share a buffer', () => {
  const pool = createBufferPool()
  const first = pool.take(3.1 * MB)
  pool.give(first)
  expect(pool.take(3.3 * MB) === first).toBe(true)
})

test('only a few free buffers are kept, the largest', () => {
  const pool = createBufferPool(2)
  const [one, two, three] = [pool.take(MB), pool.take(2 * MB), pool.take(4 * MB)]
  for (const buffer of [three, two, one]) pool.give(buffer)
  expect(pool.take(1) === two).toBe(true)
  expect(pool.take(1) === three).toBe(true)
  expect(pool.take(1) === one).toBe(false)
})
