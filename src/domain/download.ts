import type { DeliveryState, Exclusion } from './delivery.ts'
import type { Bounce } from './delivery-event.ts'
import type { ErrandKind } from './errand.ts'
import type { MailStatus } from './parcel.ts'
import type { Frequency, MailFormat } from './selection.ts'
import type { ConsentKind, SubscriberStatus } from './subscriber.ts'
import type { SuppressionReason } from './suppression.ts'
import type { Verdict } from './verdict.ts'

/** Everything that is held about one subscriber: the file that they download, as JSON. Times are UTC. */
export interface Download {
  /** Of this form; another one gets another number. */
  readonly version: 1
  readonly site: string
  readonly madeAt: Date
  readonly subscriber: {
    /** What the ledger and their links know them by. */
    readonly number: number
    readonly address: string
    readonly status: SubscriberStatus
    readonly askedAt: Date
    readonly confirmedAt: Date | null
    readonly endedAt: Date | null
  }
  /** Where their subscription came from, when it moved. */
  readonly former: readonly {
    readonly number: number
    readonly address: string
    readonly leftAt: Date | null
  }[]
  readonly preferences: {
    /** By name; null for all of them. */
    readonly categories: readonly string[] | null
    readonly frequency: Frequency
    readonly format: MailFormat
    /** The day from which they are mailed again. */
    readonly pausedUntil: string | null
  }
  readonly consents: readonly {
    readonly kind: ConsentKind
    /** The page, the link or the file it came from. */
    readonly source: string
    /** The words they agreed to. */
    readonly statement: string | null
    readonly issueNumber: number | null
    /** Why they left, in their words. */
    readonly reason: string | null
    readonly recordedAt: Date
  }[]
  readonly votes: readonly { readonly tool: string; readonly verdict: Verdict; readonly castAt: Date }[]
  /** The issues that were meant for them, and what became of each. */
  readonly deliveries: readonly {
    readonly issueNumber: number
    readonly address: string
    readonly state: DeliveryState
    readonly exclusion: Exclusion | null
    readonly rejection: string | null
    readonly settledAt: Date | null
    readonly deliveredAt: Date | null
    readonly delayedAt: Date | null
    readonly openedAt: Date | null
    readonly clickedAt: Date | null
    readonly bouncedAt: Date | null
    readonly bounce: Bounce | null
    readonly complainedAt: Date | null
    readonly failedAt: Date | null
    readonly suppressedAt: Date | null
    readonly failure: string | null
    /** The mail's name at the provider that sent it. */
    readonly providerId: string | null
  }[]
  /** The issues that they were sent once more. */
  readonly copies: readonly { readonly issueNumber: number; readonly askedAt: Date }[]
  /** The small mails to them: confirmations and the like. */
  readonly mails: readonly {
    readonly kind: string
    readonly status: MailStatus
    readonly createdAt: Date
    readonly settledAt: Date | null
    readonly providerId: string | null
  }[]
  /** What the provider told of mails to them. */
  readonly deliveryEvents: readonly {
    readonly type: string
    readonly occurredAt: Date
    readonly receivedAt: Date
    readonly issueNumber: number | null
    readonly bounce: Bounce | null
    readonly reason: string | null
  }[]
  /** Why the address is, or was, not to be mailed. */
  readonly suppressions: readonly {
    readonly address: string
    readonly reason: SuppressionReason
    readonly note: string | null
    readonly createdAt: Date
    readonly liftedAt: Date | null
  }[]
  /** What they asked for and have not confirmed. */
  readonly errands: readonly {
    readonly kind: ErrandKind
    readonly newAddress: string | null
    readonly createdAt: Date
    readonly expiresAt: Date
  }[]
}
