import { type Bounce, DELIVERY_EVENTS, type DeliveryEvent, type DeliveryTime } from './delivery-event.ts'

/** What some events say of one delivery, taken together. */
export type Landing = Readonly<Record<DeliveryTime, Date | null>> & {
  readonly issueNumber: number
  readonly subscriberId: number
  readonly emailId: string | null
  readonly bounce: Bounce | null
  /** Why it failed, bounced or was suppressed: the reason of whichever came first. */
  readonly failure: string | null
}

/** An event that names a delivery. */
export type EventOfDelivery = DeliveryEvent & {
  readonly key: string
  readonly issueNumber: number
  readonly subscriberId: number
}

const NOTHING = {
  emailId: null,
  deliveredAt: null,
  delayedAt: null,
  bouncedAt: null,
  bounce: null,
  complainedAt: null,
  openedAt: null,
  clickedAt: null,
  failedAt: null,
  suppressedAt: null,
  failure: null,
} as const

/**
 * Takes events together, delivery by delivery. The earliest time of each kind stands and a hard bounce
 * outweighs a soft one, so their order and their repetition make no difference.
 */
export function landingsOf(events: readonly EventOfDelivery[]): Landing[] {
  const landings = new Map<string, Landing>()
  for (const event of events.toSorted(byTime)) {
    const { issueNumber, subscriberId } = event
    const name = `${issueNumber}-${subscriberId}`
    landings.set(name, land(landings.get(name) ?? { ...NOTHING, issueNumber, subscriberId }, event))
  }
  return [...landings.values()]
}

/** Lands an event that is no earlier than those that landed before. */
function land(landing: Landing, { type, occurredAt, emailId, bounce, reason }: DeliveryEvent): Landing {
  const { sets, reasonIn } = DELIVERY_EVENTS[type] ?? {}
  return {
    ...landing,
    ...(sets ? { [sets]: landing[sets] ?? occurredAt } : {}),
    emailId: landing.emailId ?? emailId,
    bounce: landing.bounce === 'hard' ? 'hard' : (bounce ?? landing.bounce),
    failure: landing.failure ?? (reasonIn ? reason : null),
  }
}

/** Of two at the same time it does not matter which is first, but that it is always the same. */
function byTime(one: DeliveryEvent, other: DeliveryEvent): number {
  return (
    one.occurredAt.getTime() - other.occurredAt.getTime() ||
    compare(one.reason ?? '', other.reason ?? '') ||
    compare(one.svixId, other.svixId)
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
