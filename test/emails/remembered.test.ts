import { expect, test } from 'vitest'
import { madeOnce, remembered } from '../../emails/remembered.ts'

test('what was asked before is not made again, and anything else is', () => {
  const asked: unknown[] = []
  const double = remembered(({ name }: { name: string }, times: number) => {
    asked.push([name, times])
    return name.repeat(times)
  })
  expect(double({ name: 'a' }, 2)).toBe('aa')
  expect(double({ name: 'a' }, 2)).toBe('aa')
  expect(double({ name: 'a' }, 3)).toBe('aaa')
  expect(double({ name: 'b' }, 2)).toBe('bb')
  expect(asked).toEqual([
    ['a', 2],
    ['a', 3],
    ['b', 2],
  ])
})

test('the oldest answers are forgotten, and those asked for again are not', () => {
  let made = 0
  const same = remembered((n: number) => {
    made++
    return n
  })
  for (let n = 0; n < 200; n++) same(n)
  same(0)
  same(200)
  expect(made).toBe(201)
  same(0)
  expect(made).toBe(201)
  same(1)
  expect(made).toBe(202)
})

test('of each thing something is made once, and of another that looks the same, anew', () => {
  const asked: object[] = []
  const named = madeOnce((thing: { name: string }) => {
    asked.push(thing)
    return [thing.name]
  })
  const [pen, other] = [{ name: 'pen' }, { name: 'pen' }]
  expect(named(pen)).toBe(named(pen))
  expect(named(other)).toEqual(['pen'])
  expect(asked).toEqual([pen, other])
  expect(asked[1]).toBe(other)
})
