import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BATCH_EVENTS, type BatchEvent, type BatchState } from '../../src/domain/batch-states.ts'

const events = Object.keys(BATCH_EVENTS) as BatchEvent[]
const FINAL: BatchState[] = ['accepted', 'rejected', 'split', 'cancelled']

/** Where a batch is after an event; where it was if it does not know the event there. */
function next(state: BatchState, event: BatchEvent): BatchState {
  const { from, to } = BATCH_EVENTS[event]
  return (from as readonly BatchState[]).includes(state) ? to : state
}

test('docs/SENDING.md shows the same table', () => {
  const text = readFileSync(new URL('../../docs/SENDING.md', import.meta.url), 'utf8')
  const section = text.slice(text.indexOf('## The states of a batch'), text.indexOf('## Every answer'))
  const documented = [...section.matchAll(/^\| ([a-z-]+) \| ([a-z, ]+) \| ([a-z]+) \|$/gm)]
    .slice(1)
    .map(([, event, from, to]) => [event, { from: from!.split(', '), to }])
  expect(Object.fromEntries(documented)).toEqual(BATCH_EVENTS)
})

test('whatever happens to a batch, what is final stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events)), (happened) => {
      let state: BatchState = 'prepared'
      for (const event of happened) {
        const after = next(state, event)
        if (FINAL.includes(state)) expect(after).toBe(state)
        state = after
      }
    }),
  )
})

test('a batch leaves “parked” only by a proof or by an editor', () => {
  const ways = events.filter((event) => next('parked', event) !== 'parked')
  expect(ways).toEqual(['accepted', 'resolved-as-sent', 'resolved-as-unsent'])
})
