import { expect, test } from 'vitest'
import { afterRefusal, type RefusedBatch, stopsEverything } from '../../src/sending/after-refusal.ts'

const batch: RefusedBatch = {
  fault: 'recipient',
  pinned: false,
  mails: 100,
  isHalf: false,
  othersAreOpen: false,
  othersAccepted: false,
}

test.each<[string, Partial<RefusedBatch>, ReturnType<typeof afterRefusal>]>([
  ['a recipient among others is at fault: the batch is split', {}, 'split'],
  ['halves are split on', { isHalf: true, mails: 50 }, 'split'],
  [
    'a recipient alone is rejected once others were accepted',
    { isHalf: true, mails: 1, othersAccepted: true },
    'reject',
  ],
  ['a recipient alone waits for the others', { isHalf: true, mails: 1, othersAreOpen: true }, 'wait'],
  ['everything refused alike holds the issue', { isHalf: true, mails: 1 }, 'hold'],
  ['the only reader of an issue is rejected', { mails: 1 }, 'reject'],
  ['the mail is at fault: the issue is held', { fault: 'mail' }, 'hold'],
  ['a refusal nobody knows holds the issue', { fault: 'unheard-of', mails: 1 }, 'hold'],
  ['a batch that may have been accepted stays as it is', { pinned: true }, 'doubt'],
  ['also when it is one of one', { pinned: true, mails: 1, othersAccepted: true }, 'doubt'],
])('%s', (_, known, expected) => {
  expect(afterRefusal({ ...batch, ...known })).toBe(expected)
})

test('a wrong API key and a used-up quota stop the issue whatever is known of the batch', () => {
  expect(stopsEverything('api-key')).toBe(true)
  expect(stopsEverything('quota')).toBe(true)
  expect(stopsEverything('recipient')).toBe(false)
})
