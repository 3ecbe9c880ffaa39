import { expect, test } from 'vitest'
import { DEALT_FAULTS } from '../../src/rehearsal/faults/table.ts'
import { planFaults } from '../../src/rehearsal/plan.ts'

const options = { names: DEALT_FAULTS, count: 50, batches: 100, seed: 42, plant: undefined }

test('the same seed gives the same faults at the same points, and another seed others', () => {
  expect(planFaults(options)).toEqual(planFaults(options))
  expect(planFaults({ ...options, seed: 43 })).not.toEqual(planFaults(options))
})

test('every kind of fault is dealt before one is dealt once more', () => {
  const plan = planFaults({ ...options, count: DEALT_FAULTS.length * 2 })
  for (const name of DEALT_FAULTS) expect(plan.filter((fault) => fault.name === name)).toHaveLength(2)
})

test('faults come in the order of their points, while something is left to be sent', () => {
  const points = planFaults(options).map(({ point }) => point)
  expect(points).toEqual(points.toSorted((a, b) => a - b))
  expect(points[0]).toBeGreaterThanOrEqual(1)
  expect(points.at(-1)).toBeLessThan(options.batches)
})

test('two faults of a kind have dice of their own', () => {
  const seeds = planFaults({ ...options, names: ['pause'], count: 20 }).map(({ seed }) => seed)
  expect(new Set(seeds).size).toBe(20)
})

test('a planted bug joins the plan where its point is', () => {
  const plan = planFaults({ ...options, plant: 'double' })
  expect(plan).toHaveLength(options.count + 1)
  expect(plan.find(({ name }) => name === 'plant double')?.point).toBe(25)
})
