import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DELIVERY_EVENTS } from '../../src/domain/delivery-event.ts'
import { type EventOfDelivery, landingsOf } from '../../src/domain/landing.ts'

const anEvent = fc.record({
  svixId: fc.uuid(),
  type: fc.constantFrom(...Object.keys(DELIVERY_EVENTS), 'email.teleported'),
  occurredAt: fc.integer({ min: 0, max: 5 }).map((seconds) => new Date(seconds * 1000)),
  emailId: fc.constantFrom('one', null),
  key: fc.constant('key'),
  issueNumber: fc.constantFrom(1, 2),
  subscriberId: fc.constantFrom(1, 2),
  mailId: fc.constant(null),
  bounce: fc.constantFrom('hard' as const, 'soft' as const),
  reason: fc.constantFrom('full', 'unknown user'),
}) satisfies fc.Arbitrary<EventOfDelivery>

test('events land the same in any order and however often they come', () => {
  const inAnyOrder = fc
    .array(anEvent, { maxLength: 20 })
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      ),
    )
  fc.assert(
    fc.property(inAnyOrder, ([events, shuffled]) => {
      expect(sorted(landingsOf(shuffled))).toEqual(sorted(landingsOf(events)))
    }),
  )
})

function sorted(landings: ReturnType<typeof landingsOf>) {
  return landings.toSorted(
    (one, other) => one.issueNumber - other.issueNumber || one.subscriberId - other.subscriberId,
  )
}
