/** One fact from Resend's webhook: no more of it than we use, and no address. */
export interface DeliveryEvent {
  /** Names the fact, and its repetitions. */
  readonly svixId: string
  /** Resend's word, also where it is none that we know. */
  readonly type: string
  readonly occurredAt: Date
  /** Resend's id of the mail. */
  readonly emailId: string | null
  /** The key of the request that carried an issue's mail, and the delivery it was for. */
  readonly key: string | null
  readonly issueNumber: number | null
  readonly subscriberId: number | null
  /** Or the small mail. */
  readonly mailId: number | null
  readonly bounce: Bounce | null
  /** Why, in Resend's words, without addresses. */
  readonly reason: string | null
}

/** A hard bounce says that there is no such address; a soft one, that it did not work this time. */
export type Bounce = 'hard' | 'soft'

/**
 * What each type of event does: which of a delivery's times it sets, and where the payload has its reason.
 * Every type proves that Resend accepted the mail; one that is not here proves that and no more.
 *
 * @see https://resend.com/docs/webhooks/event-types
 */
export const DELIVERY_EVENTS: Readonly<Record<string, DeliveryEventEffect>> = {
  'email.sent': {},
  'email.scheduled': {},
  'email.delivered': { sets: 'deliveredAt' },
  'email.delivery_delayed': { sets: 'delayedAt' },
  'email.bounced': { sets: 'bouncedAt', reasonIn: 'bounce' },
  'email.complained': { sets: 'complainedAt' },
  'email.opened': { sets: 'openedAt' },
  'email.clicked': { sets: 'clickedAt' },
  'email.failed': { sets: 'failedAt', reasonIn: 'failed' },
  'email.suppressed': { sets: 'suppressedAt', reasonIn: 'suppressed' },
}

export interface DeliveryEventEffect {
  readonly sets?: DeliveryTime
  /** The part of the payload that says why. */
  readonly reasonIn?: 'bounce' | 'failed' | 'suppressed'
}

export type DeliveryTime =
  | 'deliveredAt'
  | 'delayedAt'
  | 'bouncedAt'
  | 'complainedAt'
  | 'openedAt'
  | 'clickedAt'
  | 'failedAt'
  | 'suppressedAt'

/** So many soft bounces in a row, and the address is not mailed again. */
export const SOFT_BOUNCES_IN_A_ROW = 5

/** So many mails of an issue fail for the quota within the time, and the issue is held. */
export const QUOTA_WAVE = { mails: 5, within: '1 hour' } as const

/** Whether a failure is the whole account's: `reached_daily_quota`, `reached_monthly_quota` and their like. */
export function isQuotaFailure({ type, reason }: Pick<DeliveryEvent, 'type' | 'reason'>): boolean {
  return type === 'email.failed' && (reason ?? '').includes('quota')
}
